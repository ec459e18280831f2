package io.heartbeat.testkit;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.FactoryContract.Creation;
import io.heartbeat.testkit.TestSettings.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the core relies on in a notifier. Every plug-in should verify it in one of its tests:
 *
 * <pre>{@code
 * NotifierContract.of(new PagerNotifierFactory())
 *         .with("url", testServer.url())
 *         .with("token", "not-a-real-token")
 *         .unreachableWith("url", "http://127.0.0.1:1/")
 *         .verify();
 * }</pre>
 *
 * <p>With the given settings deliveries must succeed, to a test server for example: several ordinary notifications, and some with odd
 * texts, are delivered. Verified are the type, the keys and what comes of wrong values, secrets, recipients, outcomes, the answer to
 * an interrupt, closing, and that {@code ServiceLoader} finds the factory, on the class path and (if the plug-in is a module) on the
 * module path. That takes seconds.
 */
public final class NotifierContract {
    private static final String RECIPIENT = "[A-Za-z0-9.-]{0,64}";
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(1);

    private final NotifierFactory factory;
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Map<String, String> unreachable = new LinkedHashMap<>();
    private final Findings findings = new Findings();
    private final Caller caller = new Caller();
    private final FactoryContract<Notifier> creations;

    private NotifierContract(NotifierFactory factory) {
        this.factory = factory;
        creations = new FactoryContract<>(factory::type, factory::create, caller, findings);
    }

    /** The contract of this factory and of the notifiers that it makes. */
    public static NotifierContract of(NotifierFactory factory) {
        return new NotifierContract(factory);
    }

    /** Adds a setting that is needed to deliver. */
    public NotifierContract with(String key, String value) {
        given.put(key, value);
        return this;
    }

    /** Replaces a setting by one with which nothing can be delivered, to see what the notifier makes of that. */
    public NotifierContract unreachableWith(String key, String value) {
        unreachable.put(key, value);
        return this;
    }

    /**
     * Verifies all of it.
     *
     * @throws AssertionError naming everything that breaks the contract
     */
    public void verify() {
        Packaging.verify(NotifierFactory.class, factory.getClass(), findings);
        verifyBehaviour();
    }

    /** Verifies all but the packaging. */
    void verifyBehaviour() {
        creations.verify(given).ifPresent(this::verifyDeliveries);
        if (!unreachable.isEmpty()) {
            verifyUnreachable(creations.create("with unreachable settings", given, unreachable));
        }
        creations.keys(Kind.URL).forEach(this::verifyDeadline);
        List<String> threads = caller.threadsLeft();
        findings.expect(
                threads.isEmpty(), "after close() no thread may keep the JVM from exiting, but these do: " + threads);
        findings.throwIfAny(factory.getClass().getName(), "a notifier");
    }

    private void verifyDeliveries(Creation<Notifier> creation) {
        List<String> recipients = recipients(creation);
        verifyRecipients(creation, recipients);
        creation.made().forEach(notifier -> verifyDeliveries(creation, notifier));
        findings.expect(
                recipients(creation).equals(recipients),
                "recipient() must stay the same, but has changed after deliveries");
        creations.close(creation);
    }

    private List<String> recipients(Creation<Notifier> creation) {
        return creation.made().stream()
                .map(notifier -> caller.call(notifier::recipient))
                .map(call -> call.result().orElseGet(call::outcome))
                .toList();
    }

    private void verifyRecipients(Creation<Notifier> creation, List<String> recipients) {
        Set<String> seen = new HashSet<>();
        for (String recipient : recipients) {
            findings.expect(
                    recipient.matches(RECIPIENT),
                    "recipient() must match " + RECIPIENT + ", because it names a file, but is '" + recipient + "'");
            findings.expect(
                    seen.add(recipient),
                    "recipient() must tell the notifiers of one configuration apart, but two have '" + recipient + "'");
            creation.secrets().verifyAbsent(recipient, "recipient()", findings);
        }
        Creation<Notifier> again = creations.create("with the given settings", given, Map.of());
        findings.expect(
                recipients(again).equals(recipients),
                "recipient() must be the same after every restart, but first there are " + recipients + " and then "
                        + recipients(again));
        creations.close(again);
    }

    private void verifyDeliveries(Creation<Notifier> creation, Notifier notifier) {
        creation.secrets().verifyAbsent(notifier.toString(), "toString()", findings);
        Attempt attempt = SampleNotifications.attempt();
        verifyDelivered(
                "an ordinary notification", deliver(creation, notifier, SampleNotifications.problem(), attempt));
        verifyDelivered(
                "the same notification again",
                deliver(creation, notifier, SampleNotifications.problem(), SampleNotifications.again(attempt)));
        verifyDelivered(
                "a recovery",
                deliver(creation, notifier, SampleNotifications.recovery(), SampleNotifications.attempt()));
        for (Notification odd : SampleNotifications.odd()) {
            Call<Outcome> call = deliver(creation, notifier, odd, SampleNotifications.attempt());
            findings.expect(
                    call.returned() instanceof Outcome.Delivered || isRejected(call, Outcome.Refusal.PAYLOAD),
                    "deliver must take odd texts, or reject them as PAYLOAD, but of " + shown(odd) + " it "
                            + call.outcome());
        }
        verifyInterrupted(
                creation,
                caller.interruptedAfter(
                        Duration.ZERO,
                        () -> notifier.deliver(SampleNotifications.problem(), SampleNotifications.attempt())));
    }

    private void verifyDelivered(String what, Call<Outcome> call) {
        findings.expect(
                call.returned() instanceof Outcome.Delivered,
                "deliver must deliver " + what + " with the given settings, but it " + call.outcome());
    }

    /** What the core does to an attempt that has not ended at its deadline. */
    private void verifyInterrupted(Creation<Notifier> creation, Call<Outcome> call) {
        findings.expect(
                call.over(),
                "deliver must end when its thread is interrupted, but has not within " + Caller.GRACE.toSeconds()
                        + " s");
        findings.expect(
                !(call.returned() instanceof Outcome.Rejected),
                "an interrupted deliver must throw or return Retry, or the notification is lost, but it "
                        + call.outcome());
        verifyOutcome(creation, call);
    }

    private Call<Outcome> deliver(
            Creation<Notifier> creation, Notifier notifier, Notification notification, Attempt attempt) {
        Call<Outcome> call = caller.call(() -> notifier.deliver(notification, attempt));
        verifyOutcome(creation, call);
        return call;
    }

    private void verifyOutcome(Creation<Notifier> creation, Call<Outcome> call) {
        creation.secrets().verifyAbsent(call.thrown(), "what deliver throws", findings);
        call.result()
                .ifPresentOrElse(
                        outcome -> {
                            creation.secrets().verifyAbsent(outcome.toString(), "an outcome", findings);
                            findings.expect(
                                    isSound(outcome),
                                    "an outcome must have a reason and a time to wait above 0, but is " + outcome);
                        },
                        () -> findings.expect(call.thrown() != null || !call.over(), "deliver must not return null"));
    }

    private static boolean isSound(Outcome outcome) {
        if (outcome instanceof Outcome.Retry retry) {
            Optional<Duration> after = retry.after();
            return !retry.reason().isBlank()
                    && after.filter(wait -> wait.isNegative() || wait.isZero()).isEmpty();
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return !rejected.reason().isBlank();
        }
        return !(outcome instanceof Outcome.Quota quota) || !quota.reason().isBlank();
    }

    private static boolean isRejected(Call<Outcome> call, Outcome.Refusal refusal) {
        return call.returned() instanceof Outcome.Rejected rejected && rejected.refusal() == refusal;
    }

    private void verifyUnreachable(Creation<Notifier> creation) {
        for (Notifier notifier : creation.made()) {
            Call<Outcome> call =
                    deliver(creation, notifier, SampleNotifications.problem(), SampleNotifications.attempt());
            findings.expect(
                    call.over() && !(call.returned() instanceof Outcome.Delivered),
                    "deliver with unreachable settings must not deliver, but it " + call.outcome());
            findings.expect(
                    !isRejected(call, Outcome.Refusal.PAYLOAD),
                    "deliver with unreachable settings must not blame the message, or it is lost, but it "
                            + call.outcome());
        }
        creations.close(creation);
    }

    /** Plays a server that takes the connection and never answers. */
    private void verifyDeadline(String key) {
        try (SilentServer server = new SilentServer()) {
            Creation<Notifier> creation =
                    creations.create("with a silent server as '" + key + "'", given, Map.of(key, server.url()));
            findings.expect(!server.wasCalled(), "create must touch nothing, but connects to '" + key + "'");
            if (creation.isFlawless()) {
                Notifier notifier = creation.made().get(0);
                Attempt attempt = SampleNotifications.attempt(SHORT_DEADLINE);
                Call<Outcome> call = caller.interruptedAfter(
                        SHORT_DEADLINE, () -> notifier.deliver(SampleNotifications.problem(), attempt));
                verifyInterrupted(creation, call);
                findings.expect(
                        !(call.returned() instanceof Outcome.Delivered),
                        "deliver must not take silence for success, but it returned Delivered though the server under '"
                                + key + "' never answered");
            }
            creations.close(creation);
        }
    }

    private static String shown(Notification notification) {
        String title = notification.title();
        return "'" + (title.length() > 40 ? title.substring(0, 40) + "…" : title) + "'";
    }
}
