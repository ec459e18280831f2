package io.heartbeat.benchmarks.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is compared: how a member of it is started. */
enum Product {
    HEARTBEAT("Heartbeat, 2 s beats (default)", "HeartbeatMember", ""),
    HEARTBEAT_1S("Heartbeat, 1 s beats", "HeartbeatMember", ""),
    SERF("serf", "", ""),
    PEKKO("Pekko", "PekkoMember", "pekko-cluster_2.13"),
    HAZELCAST("Hazelcast", "HazelcastMember", "hazelcast"),
    JGROUPS("JGroups", "JGroupsMember", "jgroups"),
    SCALECUBE("scalecube", "ScalecubeMember", "scalecube-cluster");

    /** A dozen virtual machines on few cores: start fast, stay small. */
    private static final List<String> SMALL_AND_FAST =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m");

    private final String title;
    private final String main;
    private final String artifact;

    Product(String title, String main, String artifact) {
        this.title = title;
        this.main = main;
        this.artifact = artifact;
    }

    /** Its name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is quicker with hosts that it knows, and falls silent about one that dies again and again. */
    boolean learns() {
        return this == HEARTBEAT || this == HEARTBEAT_1S;
    }

    /** How long it is left alone until it knows its hosts: 64 beats, and some seconds for all to start. */
    Duration settling() {
        return Duration.ofSeconds(learns() ? 64 * beatMillis() / 1_000 + 20 : 20);
    }

    private long beatMillis() {
        return this == HEARTBEAT_1S ? 1_000 : 2_000;
    }

    /** Its name and version. */
    String title() {
        if (this == SERF) {
            return title + " "
                    + Shell.run("serf", "version")
                            .lines()
                            .findFirst()
                            .orElse("")
                            .replaceAll("(?i)serf v?", "");
        }
        Matcher jar = Pattern.compile("/" + Pattern.quote(artifact) + "-(\\d[^/:]*)\\.jar")
                .matcher(System.getProperty("java.class.path"));
        return artifact.isEmpty() || !jar.find() ? title : title + " " + jar.group(1);
    }

    /**
     * The command line of a member.
     *
     * @param address its own
     * @param others whom it may ask to be let in, where one has to ask
     * @param state a directory of its own
     */
    List<String> command(String address, List<String> others, Path state) {
        if (this == SERF) {
            List<String> serf = new ArrayList<>(
                    List.of("serf", "agent", "-node=" + address, "-bind=" + address, "-log-level=info"));
            others.forEach(other -> serf.add("-retry-join=" + other));
            serf.add("-retry-interval=1s");
            return serf;
        }
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(SMALL_AND_FAST);
        java.addAll(
                List.of("-cp", System.getProperty("java.class.path"), getClass().getPackageName() + "." + main));
        java.add(address);
        if (main.equals("HeartbeatMember")) {
            java.addAll(List.of(state.toString(), Long.toString(beatMillis())));
        } else {
            java.addAll(others);
        }
        return java;
    }
}
