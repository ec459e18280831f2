package io.heartbeat.notifier.pushbullet;

import static io.heartbeat.notifier.pushbullet.Given.TOKEN;
import static io.heartbeat.testkit.NotifierTrial.KEY;
import static io.heartbeat.testkit.SampleNotifications.problem;
import static io.heartbeat.testkit.SampleNotifications.recovery;
import static io.heartbeat.testkit.SampleNotifications.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notifier;
import io.heartbeat.testkit.NotifierTrial;
import io.heartbeat.testkit.ScriptedServer.Received;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire. */
@Timeout(60)
class PushbulletRequestTest {
    private static final String NOTE = "{\"type\":\"note\",\"title\":\"Flatlined Host: nas\","
            + "\"body\":\"nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22\",\"guid\":\"" + KEY
            + "\"";

    @AutoClose
    private final NotifierTrial pushbullet =
            NotifierTrial.of(new PushbulletFactory()).with("token", TOKEN);

    @Test
    void isWhatTheDocumentationAsksForByteForByte() {
        Received request = pushbullet.request(problem());

        assertThat(request.requestLine()).isEqualTo("POST /v2/pushes HTTP/1.1");
        assertThat(request.header("Access-Token")).isEqualTo(TOKEN);
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Host"))
                .isEqualTo("127.0.0.1:" + pushbullet.server().port());
        assertThat(request.body()).isEqualTo(NOTE + "}");
        assertThat(pushbullet.request(recovery()).body())
                .isEqualTo("{\"type\":\"note\",\"title\":\"Recovered Host: nas\","
                        + "\"body\":\"nas recovered after 5 min at 10:05:00, 2026-11-22\",\"guid\":\"" + KEY + "\"}");
    }

    @Test
    void tellsNobodyElseWhoSends() {
        assertThat(pushbullet.request(problem()).headers())
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
    void namesWhomItIsFor() {
        assertThat(pushbullet
                        .with("device", "ujpah72o0sjAoRtnM0jc")
                        .request(problem())
                        .body())
                .isEqualTo(NOTE + ",\"device_iden\":\"ujpah72o0sjAoRtnM0jc\"}");
        assertThat(pushbullet
                        .with("device", "")
                        .with("email", "ann@home.example")
                        .request(problem())
                        .body())
                .isEqualTo(NOTE + ",\"email\":\"ann@home.example\"}");
        assertThat(pushbullet
                        .with("email", "")
                        .with("channel", "our-machines")
                        .request(problem())
                        .body())
                .isEqualTo(NOTE + ",\"channel_tag\":\"our-machines\"}");
    }

    @Test
    void keepsThePathOfTheUrl() {
        assertThat(pushbullet.at("/relay").request(problem()).requestLine())
                .isEqualTo("POST /relay/v2/pushes HTTP/1.1");
        assertThat(pushbullet.at("/a%20b/").request(problem()).requestLine())
                .isEqualTo("POST /a%20b/v2/pushes HTTP/1.1");
    }

    @Test
    void carriesAnyTextUnharmed() {
        Received request = pushbullet.request(saying("\"Host\": <b>ça\u0007", "back\\slash\n日本 🛑 'quoted' & =\u2028"));

        assertThat(request.body())
                .contains("\"title\":\"\\\"Host\\\": <b>ça\\u0007\"")
                .contains("back\\\\slash\\n日本 🛑 'quoted' & = at ");
    }

    @Test
    void givesEveryTokenItsOwnRequests() {
        pushbullet.with("token", "first, second").with("device", "a,b");
        for (Notifier notifier : pushbullet.notifiers()) {
            pushbullet.deliver(notifier, problem());
        }

        assertThat(pushbullet.server().requests())
                .extracting(request -> request.header("Access-Token")
                        + request.body().substring(request.body().length() - 4))
                .containsExactly("first\"a\"}", "first\"b\"}", "second\"a\"}", "second\"b\"}");
    }
}
