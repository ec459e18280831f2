package io.heartbeat.examples.snippets;

import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Secret;
import java.nio.file.Path;

/** Lets monitors watch this process. */
public final class SendingExample {
    private SendingExample() {}

    public static void main(String[] args) throws InterruptedException {
        Secret secret = Secret.fromFile(Path.of("/etc/heartbeat/secret"));
        HeartbeatConfig config = HeartbeatConfig.builder().secret(secret).build();
        try (Heartbeat heartbeat = Heartbeat.start(config)) {
            System.out.println("Watched as " + heartbeat.name());
            Thread.currentThread().join(); // your application
        }
    }
}
