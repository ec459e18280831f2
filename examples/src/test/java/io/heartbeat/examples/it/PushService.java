package io.heartbeat.examples.it;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What Pushbullet is to its users, on a {@link Box}: it obeys the contract, and misbehaves when told to. */
final class PushService {
    private static final int PORT = 8080;

    /**
     * One request that reached the service.
     *
     * @param answer how it was answered: {@code ok}, {@code drop}, or a status
     */
    record Push(String answer, String token, JsonObject body) {

        /** Whether its user sees it, whatever the sender was told. */
        boolean done() {
            return answer.equals("ok") || answer.equals("drop");
        }

        String guid() {
            return body.get("guid").getAsString();
        }

        String title() {
            return body.get("title").getAsString();
        }

        String text() {
            return body.get("body").getAsString();
        }
    }

    private final Box box;
    private final List<Push> pushes = new ArrayList<>();
    private final TestProcess process;

    /** It is down until told to {@link #open}. */
    PushService(Box box) {
        this.box = box;
        process = new TestProcess(
                box,
                PushServiceProcess.class,
                line -> {
                    String[] parts = line.split(" ", -1);
                    String body = new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8);
                    pushes.add(new Push(
                            parts[0], parts[1], JsonParser.parseString(body).getAsJsonObject()));
                },
                Integer.toString(PORT));
    }

    String url() {
        return "http://" + box.ipv4() + ":" + PORT;
    }

    void open() {
        process.order("open");
    }

    /** Refuses connections from now on. */
    void close() {
        process.order("close");
    }

    /**
     * Answers the next requests so, and those after them as it should.
     *
     * @param answers {@code drop} (does what is asked, and closes the connection without a word), or a status; {@code 429} wants two
     *     seconds of rest
     */
    void answerNext(String... answers) {
        process.order("next " + String.join(" ", answers));
    }

    /** Everything that reached it. */
    List<Push> pushes() {
        synchronized (process.lock()) {
            return List.copyOf(pushes);
        }
    }

    /** Waits for a push of this title that was done; answers all attempts at it. */
    List<Push> awaitDone(String title, Duration atMost) {
        return process.await(atMost, () -> {
                    List<Push> found = pushes.stream()
                            .filter(push -> push.title().equals(title))
                            .toList();
                    return found.stream().anyMatch(push -> push.answer().equals("ok"))
                            ? Optional.of(found)
                            : Optional.empty();
                })
                .orElseThrow(() -> new AssertionError("no '" + title + "' among " + pushes()));
    }

    /** The titles of what its user has on the screen: one for each guid that was ever done. */
    List<String> shown() {
        List<String> guids = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (Push push : pushes()) {
            if (push.done() && !guids.contains(push.guid())) {
                guids.add(push.guid());
                titles.add(push.title());
            }
        }
        return titles;
    }
}
