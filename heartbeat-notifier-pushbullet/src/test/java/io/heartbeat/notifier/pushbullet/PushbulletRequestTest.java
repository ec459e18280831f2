package io.heartbeat.notifier.pushbullet;

import static io.heartbeat.notifier.pushbullet.Given.KEY;
import static io.heartbeat.notifier.pushbullet.Given.NOW;
import static io.heartbeat.notifier.pushbullet.Given.TOKEN;
import static io.heartbeat.notifier.pushbullet.Given.attempt;
import static io.heartbeat.notifier.pushbullet.Given.flatlined;
import static io.heartbeat.notifier.pushbullet.Given.notification;
import static io.heartbeat.notifier.pushbullet.Given.notifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notifier;
import io.heartbeat.testkit.ScriptedServer;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire. */
@Timeout(60)
class PushbulletRequestTest {
    private ScriptedServer service;

    @BeforeEach
    void open() throws IOException {
        service = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        service.close();
    }

    @Test
    void isWhatTheDocumentationAsksForByteForByte() throws Exception {
        notifier(service).deliver(flatlined(), attempt());

        ScriptedServer.Received request = service.only();
        assertThat(request.requestLine()).isEqualTo("POST /v2/pushes HTTP/1.1");
        assertThat(request.header("Access-Token")).isEqualTo(TOKEN);
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + service.port());
        assertThat(request.body())
                .isEqualTo("{\"type\":\"note\",\"title\":\"Flatlined Host: nas\","
                        + "\"body\":\"Host flatlined (heartbeat lost) at " + localTime() + "\","
                        + "\"guid\":\"" + KEY + "\"}");
    }

    private static String localTime() {
        return DateTimeFormatter.ofPattern("HH:mm:ss, yyyy-MM-dd")
                .format(flatlined().at().atZone(ZoneId.systemDefault()));
    }

    @Test
    void tellsNobodyElseWhoSends() throws Exception {
        notifier(service).deliver(flatlined(), attempt());

        assertThat(service.only().headers())
                .extracting(header -> header.substring(0, header.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "Access-Token",
                        "Content-Type",
                        "Content-Length",
                        "Host",
                        "Connection",
                        "Accept-Encoding",
                        "User-Agent");
    }

    @Test
    void namesTheDevice() throws Exception {
        notifier(service, "device", "ujpah72o0sjAoRtnM0jc").deliver(flatlined(), attempt());

        assertThat(service.only().body())
                .endsWith("\"guid\":\"" + KEY + "\",\"device_iden\":\"ujpah72o0sjAoRtnM0jc\"}");
    }

    @Test
    void namesTheEmail() throws Exception {
        notifier(service, "email", "ann@home.example").deliver(flatlined(), attempt());

        assertThat(service.only().body()).endsWith("\"guid\":\"" + KEY + "\",\"email\":\"ann@home.example\"}");
    }

    @Test
    void namesTheChannel() throws Exception {
        notifier(service, "channel", "our-machines").deliver(flatlined(), attempt());

        assertThat(service.only().body()).endsWith("\"guid\":\"" + KEY + "\",\"channel_tag\":\"our-machines\"}");
    }

    @Test
    void keepsThePathOfTheUrl() throws Exception {
        notifier(service, "url", service.url() + "/relay").deliver(flatlined(), attempt());
        notifier(service, "url", service.url() + "/a%20b/").deliver(flatlined(), attempt());

        assertThat(service.requests())
                .extracting(ScriptedServer.Received::requestLine)
                .containsExactly("POST /relay/v2/pushes HTTP/1.1", "POST /a%20b/v2/pushes HTTP/1.1");
    }

    @Test
    void carriesAnyTextUnharmed() throws Exception {
        notifier(service)
                .deliver(notification("\"Host\": <b>ça\u0007", "back\\slash\n日本 🛑 'quoted' & =\u2028"), attempt());

        assertThat(service.only().body())
                .contains("\"title\":\"\\\"Host\\\": <b>ça\\u0007\"")
                .contains("back\\\\slash\\n日本 🛑 'quoted' & = at ");
    }

    @Test
    void repeatsItsGuidWithTheAttemptsKey() throws Exception {
        Notifier notifier = notifier(service);
        service.next("500 Internal Server Error", "");
        notifier.deliver(flatlined(), attempt());
        notifier.deliver(flatlined(), new Attempt(2, NOW.plusSeconds(5), NOW.plusSeconds(30), KEY));
        notifier.deliver(flatlined(), new Attempt(1, NOW, NOW.plusSeconds(30), KEY.replace('0', '1')));

        assertThat(service.requests().get(1).body())
                .contains("\"guid\":\"" + KEY + "\"")
                .isEqualTo(service.requests().get(0).body());
        assertThat(service.requests().get(2).body()).contains("\"guid\":\"" + KEY.replace('0', '1') + "\"");
    }

    @Test
    void givesEveryTokenItsOwnRequests() throws Exception {
        for (Notifier notifier : Given.notifiers(service, "token", "first, second", "device", "a,b")) {
            notifier.deliver(flatlined(), attempt());
        }

        assertThat(service.requests())
                .extracting(request -> request.header("Access-Token")
                        + request.body().substring(request.body().length() - 4))
                .containsExactly("first\"a\"}", "first\"b\"}", "second\"a\"}", "second\"b\"}");
        assertThat(service.openedConnections()).as("connections, shared by all").isOne();
    }
}
