package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.heartbeat.examples.it.PushService.Push;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldToPeopleTest {
    private final List<Push> pushes = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @Test
    void aDigestIsReadLineByLine() {
        pushed("Flatlined Host: nas", "nas flatlined at 10:00:00, 2026-11-22");
        pushed("4 Notifications: 2026-11-22 10:01:00 to 10:03:00", """
                2026-11-22
                10:01:00  Recovered Host: nas
                10:02:00  Departed Host: web; over at 10:02:30
                10:02:40  Monitor Isolated: box; over at 10:02:50
                10:03:00  Flatlined Host: nas at 10:03:00, 2026-11-22""");
        List.of("HOST_FLATLINED", "HOST_RECOVERED", "HOST_FLATLINED").forEach(type -> happened(type, "nas"));
        List.of("HOST_DEPARTED", "HOST_RECOVERED").forEach(type -> happened(type, "web"));

        ToldToPeople told = new ToldToPeople(pushes);
        assertThat(told.judge(List.of("nas", "web"), events)).isEmpty();
        assertThat(told.shown()).isEqualTo(2);
    }

    @Test
    void whatIsMissingInADigestIsFound() {
        pushed("2 Notifications: 2026-11-22 10:01:00 to 10:03:00", "2026-11-22\n10:01:00  Flatlined Host: nas");
        List.of("HOST_FLATLINED", "HOST_RECOVERED").forEach(type -> happened(type, "nas"));

        assertThat(new ToldToPeople(pushes).judge(List.of("nas"), events)).hasSize(1);
    }

    private void pushed(String title, String body) {
        JsonObject json = new JsonObject();
        json.addProperty("title", title);
        json.addProperty("body", body);
        json.addProperty("guid", String.valueOf(pushes.size()));
        pushes.add(new Push("ok", "", json));
    }

    private void happened(String type, String host) {
        events.add(Event.parse("{\"type\":\"" + type + "\",\"host\":\"" + host + "\"}", events.size()));
    }
}
