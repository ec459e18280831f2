package io.heartbeat.hardware.smart;

import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks all disks, two at a time, those last that did not answer the last time. */
final class SmartMonitor implements HardwareMonitor {
    private static final int AT_ONCE = 2;

    private final Smartctl smartctl;
    private final DeviceScan scan;
    private final LinuxDevices linux;
    private final Map<Device, Disk> disks = new LinkedHashMap<>();
    private final Set<String> identified = new HashSet<>();
    private boolean someSleep;

    SmartMonitor(Smartctl smartctl, DeviceScan scan, LinuxDevices linux) {
        this.smartctl = smartctl;
        this.scan = scan;
        this.linux = linux;
    }

    @Override
    public HardwareReport check(CheckContext context) throws InterruptedException {
        if (smartctl.program().isEmpty()) {
            return HardwareReport.partial(List.of(), smartctl.absence());
        }
        TimeLeft time = TimeLeft.until(context.deadline());
        scan.refresh(linux.present(), someSleep, time);
        Map<Disk, Reply> replies = examine(present(), time);
        boolean someGone = replies.entrySet().stream()
                .anyMatch(entry -> isGone(entry.getValue())
                        && !scan.isConfigured(entry.getKey().device()));
        if (someGone) {
            scan.look(linux.present(), time);
            List<Disk> present = present();
            replies.keySet().retainAll(present);
            present.removeAll(replies.keySet());
            replies.putAll(examine(present, time));
        }
        List<Disk> left = present();
        disks.values().removeIf(disk -> !left.contains(disk) && !disk.hangs());
        return report(replies, context);
    }

    private List<Disk> present() {
        return scan.devices().stream()
                .map(device -> disks.computeIfAbsent(device, Disk::new))
                .sorted(Comparator.comparing(Disk::silences))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Map<Disk, Reply> examine(List<Disk> asked, TimeLeft time) throws InterruptedException {
        Map<Disk, Reply> replies = new LinkedHashMap<>();
        if (asked.isEmpty()) {
            return replies;
        }
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(AT_ONCE, asked.size()), work -> {
            Thread thread = new Thread(work, "heartbeat-smart");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<Reply>> questions = asked.stream()
                    .map(disk -> (Callable<Reply>) () -> disk.examine(smartctl, time))
                    .toList();
            List<Future<Reply>> answers = workers.invokeAll(questions);
            for (int i = 0; i < asked.size(); i++) {
                Disk disk = asked.get(i);
                Reply reply = replyOf(answers.get(i));
                disk.learn(reply);
                replies.put(disk, reply);
            }
        } finally {
            workers.shutdownNow();
            // After an interrupt, the workers kill what they have started.
            boolean unused = workers.awaitTermination(3, TimeUnit.SECONDS);
        }
        return replies;
    }

    private static Reply replyOf(Future<Reply> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException unexpected) {
            return new Reply.Failed("smartctl could not be asked: " + unexpected.getCause());
        }
    }

    private static boolean isGone(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.answer().passed().isEmpty()
                && Obstacle.of(answered.answer())
                        .filter(obstacle -> obstacle.kind() == Obstacle.Kind.MISSING)
                        .isPresent();
    }

    private HardwareReport report(Map<Disk, Reply> replies, CheckContext context) {
        Map<String, ComponentReport> reports = new LinkedHashMap<>();
        List<String> unidentified = new ArrayList<>();
        someSleep = false;
        for (Map.Entry<Disk, Reply> entry : replies.entrySet()) {
            Disk disk = entry.getKey();
            Reply reply = entry.getValue();
            boolean gone = isGone(reply);
            String name = disk.device().text();
            if (disk.identity().isPresent()) {
                identified.add(name);
            }
            if (gone && (identified.contains(name) || !scan.isConfigured(disk.device()))) {
                continue;
            }
            if (disk.identity().isEmpty()) {
                linux.identity(disk.device()).ifPresent(disk::identify);
            }
            ComponentReport report = judge(disk, reply, identityOf(disk, replies.keySet()), context);
            someSleep |= report.state() == ComponentState.SLEEPING;
            boolean told = reply instanceof Reply.Answered && isLookedAt(report.state());
            boolean couldBeAny = !told && !gone && report.state() != ComponentState.UNSUPPORTED;
            if (disk.identity().isEmpty() && couldBeAny) {
                unidentified.add(name);
            }
            reports.merge(report.id(), report, SmartMonitor::better);
        }
        unasked().forEach(report -> reports.merge(report.id(), report, SmartMonitor::better));
        String problem = Stream.of(
                        scan.problem(),
                        unidentified.isEmpty()
                                ? ""
                                : "Which disk is behind " + String.join(", ", unidentified) + " could not be found out")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return new HardwareReport(List.copyOf(reports.values()), problem);
    }

    /** The disks that are there but were not asked. If they were left out of the report, the core would take them for missing. */
    private List<ComponentReport> unasked() {
        List<ComponentReport> unasked = new ArrayList<>();
        for (Device device : scan.leftOut()) {
            unasked.add(unsupported(device, "Left out by hardware.smart.exclude"));
        }
        for (Device device : scan.problem().isEmpty() ? scan.overlooked(linux.usbDisks()) : List.<Device>of()) {
            String name = device.name();
            unasked.add(unsupported(
                    device,
                    "smartctl does not find this USB disk; if smartctl -i -d sat " + name + " works, add " + name
                            + "@sat to hardware.smart.devices"));
        }
        return unasked;
    }

    private ComponentReport unsupported(Device device, String why) {
        DiskIdentity identity = linux.identity(device).orElseGet(() -> DiskIdentity.ofDevice(device));
        return ComponentReport.unsupported(identity.id(), identity.label(device), why);
    }

    private static ComponentReport judge(Disk disk, Reply reply, DiskIdentity identity, CheckContext context) {
        Verdict verdict = new Verdict(identity.id(), identity.label(disk.device()), context, disk.lastFound());
        ComponentReport report;
        if (reply instanceof Reply.Answered answered) {
            report = verdict.on(answered.answer());
        } else if (reply instanceof Reply.Failed failed) {
            report = verdict.onFailure(failed.why());
        } else {
            report = verdict.onSilence(disk.silences());
        }
        if (isLookedAt(report.state())) {
            disk.found(report.conditions());
        }
        return report;
    }

    /** Two disks that claim one world-wide name but have different serial numbers are told apart by these. */
    private static DiskIdentity identityOf(Disk disk, Collection<Disk> all) {
        Optional<DiskIdentity> known = disk.identity();
        if (known.isEmpty()) {
            return DiskIdentity.ofDevice(disk.device());
        }
        DiskIdentity identity = known.get();
        boolean ambiguous = all.stream()
                .flatMap(other -> other.identity().stream())
                .anyMatch(other -> other.id().equals(identity.id())
                        && !other.serial().isEmpty()
                        && !identity.serial().isEmpty()
                        && !other.serial().equals(identity.serial()));
        return ambiguous ? identity.withSerialInId() : identity;
    }

    /** Of two paths to one disk, the one that tells more. */
    private static ComponentReport better(ComponentReport one, ComponentReport other) {
        return rank(other) < rank(one) ? other : one;
    }

    private static int rank(ComponentReport report) {
        return switch (report.state()) {
            case CRITICAL -> 0;
            case WARNING -> 1;
            case OK -> 2;
            case SLEEPING -> 3;
            case UNKNOWN -> 4;
            case UNSUPPORTED -> 5;
        };
    }

    private static boolean isLookedAt(ComponentState state) {
        return state == ComponentState.OK || state == ComponentState.WARNING || state == ComponentState.CRITICAL;
    }

    @Override
    public void close() {
        disks.values().forEach(Disk::abandon);
        scan.abandon();
    }
}
