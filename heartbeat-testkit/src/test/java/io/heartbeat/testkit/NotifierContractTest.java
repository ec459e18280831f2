package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of these plug-ins is bad in its own way, and the contract says in which. */
class NotifierContractTest {
    private static final String TOKEN = "correct-horse-battery";

    @TempDir
    Path directory;

    @Test
    void a_good_one_passes() {
        assertThatCode(() -> contract(settings -> {
                            settings.secret("token");
                            settings.number("priority", 3, 1, 5);
                            return delivers();
                        })
                        .with("token", TOKEN)
                        .verifyBehaviour())
                .doesNotThrowAnyException();
    }

    @Test
    void a_good_one_for_several_recipients_passes() {
        assertThatCode(() -> NotifierContract.of(factory("good", settings -> {
                            List<SecretText> tokens = settings.secrets("tokens");
                            if (tokens.isEmpty()) {
                                settings.problem("tokens", "is missing");
                            }
                            return IntStream.range(0, tokens.size())
                                    .mapToObj(number -> recipient("token-" + number))
                                    .toList();
                        }))
                        .with("tokens", "first-of-them, second-of-them")
                        .verifyBehaviour())
                .doesNotThrowAnyException();
    }

    @Test
    void without_settings_it_works_or_says_what_is_missing() {
        fails(
                NotifierContract.of(factory(
                                "x",
                                settings -> settings.list("to").stream()
                                        .map(NotifierContractTest::recipient)
                                        .toList()))
                        .with("to", "ann,bob"),
                "create without settings must either make something or note which required settings are missing");
    }

    @Test
    void the_type_is_well_formed_and_always_the_same() {
        fails(
                NotifierContract.of(factory("My Pager", settings -> List.of(delivers()))),
                "type() must be lower-case letters");
        AtomicInteger count = new AtomicInteger();
        NotifierFactory fickle = new NotifierFactory() {
            @Override
            public String type() {
                return "pager" + count.incrementAndGet();
            }

            @Override
            public List<Notifier> create(PluginSettings settings) {
                return List.of(delivers());
            }
        };
        fails(
                NotifierContract.of(fickle),
                "type() must always be the same, but first it returned pager1 and then it returned pager2");
    }

    @Test
    void create_returns_something_and_throws_nothing_for_settings() {
        fails(NotifierContract.of(factory("x", settings -> null)), "without settings it returned null");
        fails(NotifierContract.of(factory("x", settings -> List.of())), "with the given settings must make something");
        fails(
                contract(settings -> {
                            Integer.parseInt(settings.required("retries"));
                            return delivers();
                        })
                        .with("retries", "3"),
                "instead of throwing, but without settings it threw java.lang.NumberFormatException",
                "with retries = '?' it threw");
        fails(
                contract(settings -> {
                    throw new NoClassDefFoundError("com/example/Missing");
                }),
                "it threw java.lang.NoClassDefFoundError: com/example/Missing");
    }

    @Test
    void every_key_is_read_whatever_the_others_say() {
        fails(
                contract(settings -> {
                            if (!settings.required("host").isEmpty()) {
                                settings.number("port", 25, 1, 65535);
                            }
                            return delivers();
                        })
                        .with("host", "mail.example"),
                "create must read every key it knows",
                "but without settings it does not read [port]");
    }

    @Test
    void keys_are_well_formed_and_leave_those_of_the_core_alone() {
        fails(
                contract(settings -> {
                    settings.optional("apiKey");
                    settings.flag("enabled", true);
                    return delivers();
                }),
                "joined by dashes, and neither of",
                "but is 'apiKey'",
                "but is 'enabled'");
    }

    @Test
    void the_given_settings_must_be_right() {
        fails(
                contract(settings -> {
                            settings.number("priority", 3, 1, 5);
                            return delivers();
                        })
                        .with("priority", "7")
                        .with("colour", "red"),
                "the given settings have errors:",
                "priority",
                "colour");
    }

    @Test
    void settings_are_read_by_create_alone() {
        fails(
                contract(settings -> {
                    settings.optional("sound");
                    return notifier(notification ->
                            Outcome.delivered(settings.optional("sound").orElse("")));
                }),
                "deliver an ordinary notification with the given settings, but it threw java.lang.IllegalStateException");
    }

    @Test
    void create_touches_no_file_and_no_network() {
        fails(
                contract(settings -> {
                            settings.path("file").ifPresent(NotifierContractTest::write);
                            return delivers();
                        })
                        .with("file", directory.resolve("log").toString()),
                "create must touch nothing, but files have changed: {file=absent}");
        fails(
                contract(settings -> {
                    connect(settings.url("url", URI.create("http://127.0.0.1:1/")))
                            .ifPresent(NotifierContractTest::close);
                    return delivers();
                }),
                "create must touch nothing, but connects to 'url'");
    }

    @Test
    void secrets_are_shown_nowhere() {
        record Shown(SecretText token) implements Notifier {
            @Override
            public Outcome deliver(Notification notification, Attempt attempt) throws IOException {
                if (notification.title().isEmpty()) {
                    throw new IOException("refused", new IOException("GET /send?token=" + token.reveal()));
                }
                return Outcome.delivered("sent by " + token.reveal());
            }

            @Override
            public String recipient() {
                return token.reveal().substring(0, 9);
            }

            @Override
            public String toString() {
                return "Shown " + token.reveal();
            }
        }
        fails(
                contract(settings -> {
                            SecretText token = settings.secret("token");
                            settings.problem("token", "must be long, but is " + token.reveal());
                            return delivers();
                        })
                        .with("token", TOKEN),
                "a secret must never be shown, but what problem() notes holds 'token'");
        fails(
                contract(settings -> new Shown(settings.secret("token"))).with("token", TOKEN),
                "but toString() holds 'token'",
                "but recipient() holds 'token' or a part of it",
                "but an outcome holds 'token'",
                "but what deliver throws holds 'token'");
    }

    @Test
    void recipients_are_well_formed_distinct_and_stable() {
        fails(contract(settings -> recipient("a/b")), "recipient() must match", "but is 'a/b'");
        fails(
                NotifierContract.of(factory("x", settings -> List.of(delivers(), delivers()))),
                "recipient() must tell the notifiers of one configuration apart, but two have ''");
        fails(
                contract(settings -> recipient(UUID.randomUUID().toString())),
                "recipient() must be the same after every restart");
    }

    @Test
    void an_outcome_is_there_and_sound() {
        fails(contract(settings -> notifier(notification -> null)), "deliver must not return null");
        fails(
                contract(settings -> notifier(notification -> Outcome.retryAfter(Duration.ZERO, "busy"))),
                "an outcome must have a reason and a time to wait above 0, but is Retry",
                "deliver must deliver an ordinary notification with the given settings, but it returned Retry");
        fails(
                contract(settings -> notifier(notification -> Outcome.rejected(Refusal.PAYLOAD, " "))),
                "an outcome must have a reason");
        fails(
                contract(settings -> notifier(notification -> Outcome.quota(Instant.EPOCH, ""))),
                "an outcome must have a reason");
    }

    @Test
    void odd_texts_are_taken_or_rejected() {
        fails(
                contract(settings -> notifier(notification -> {
                    return Outcome.delivered("sent " + notification.title().charAt(0));
                })),
                "deliver must take odd texts, or reject them as PAYLOAD, but of '' it threw java.lang.StringIndexOutOf");
        assertThatCode(() -> contract(settings ->
                                notifier(notification -> notification.text().length() > 4_000
                                        ? Outcome.rejected(Refusal.PAYLOAD, "too long: at most 4000 characters")
                                        : Outcome.delivered()))
                        .verifyBehaviour())
                .doesNotThrowAnyException();
    }

    @Test
    void the_same_notification_may_come_again() {
        AtomicInteger count = new AtomicInteger();
        fails(
                contract(settings -> new Notifier() {
                    @Override
                    public Outcome deliver(Notification notification, Attempt attempt) {
                        return attempt.number() > 1
                                ? Outcome.retry("duplicate " + count.incrementAndGet())
                                : Outcome.delivered();
                    }
                }),
                "deliver must deliver the same notification again");
    }

    @Test
    void an_interrupt_ends_a_delivery_and_loses_nothing() {
        fails(
                contract(settings -> notifier(notification -> {
                    if (Thread.interrupted()) {
                        return Outcome.rejected(Refusal.PAYLOAD, "interrupted");
                    }
                    return Outcome.delivered();
                })),
                "an interrupted deliver must throw or return Retry, or the notification is lost");
        fails(
                contract(settings -> notifier(notification -> {
                    if (Thread.interrupted()) {
                        sleepThroughInterrupts(Caller.GRACE.plusSeconds(15));
                    }
                    return Outcome.delivered();
                })),
                "deliver must end when its thread is interrupted, but has not within 5 s");
    }

    @Test
    void silence_is_no_success() {
        fails(
                contract(settings -> {
                    URI url = settings.url("url", URI.create("http://127.0.0.1:1/"));
                    return notifier(notification -> {
                        connect(url).ifPresent(NotifierContractTest::close);
                        return Outcome.delivered();
                    });
                }),
                "deliver must not take silence for success");
        fails(
                contract(settings -> {
                    URI url = settings.url("url", URI.create("http://127.0.0.1:1/"));
                    return notifier(notification -> {
                        connect(url).ifPresent(socket -> sleepThroughInterrupts(Caller.GRACE.plusSeconds(15)));
                        return Outcome.delivered();
                    });
                }),
                "deliver must end when its thread is interrupted");
    }

    @Test
    void what_cannot_be_reached_is_tried_again_or_is_an_error_of_the_configuration() {
        Function<PluginSettings, Notifier> blind = settings -> {
            String host = settings.optional("host").orElse("");
            return notifier(notification ->
                    host.equals("down.example") ? Outcome.rejected(Refusal.PAYLOAD, "no") : Outcome.delivered());
        };
        fails(contract(blind).unreachableWith("host", "down.example"), "must not blame the message, or it is lost");
        fails(
                contract(blind).unreachableWith("host", "else.example"),
                "deliver with unreachable settings must not deliver");
    }

    @Test
    void close_may_be_repeated_and_leaves_no_thread() {
        fails(
                contract(settings -> new Notifier() {
                    private boolean closed;

                    @Override
                    public Outcome deliver(Notification notification, Attempt attempt) {
                        return Outcome.delivered();
                    }

                    @Override
                    public void close() {
                        if (closed) {
                            throw new IllegalStateException("closed");
                        }
                        closed = true;
                    }
                }),
                "a second close() must just return, but threw java.lang.IllegalStateException: closed");
        List<ExecutorService> kept = new ArrayList<>(); // one that nobody holds may end its threads by itself
        fails(
                contract(settings -> {
                    ExecutorService executor = Executors.newSingleThreadExecutor();
                    kept.add(executor);
                    return notifier(notification -> executor.invokeAny(List.of(Outcome::delivered)));
                }),
                "after close() no thread may keep the JVM from exiting, but these do: [pool-");
        kept.forEach(ExecutorService::shutdown);
    }

    private interface Delivery {
        Outcome deliver(Notification notification) throws Exception;
    }

    private static Notifier notifier(Delivery delivery) {
        return (notification, attempt) -> delivery.deliver(notification);
    }

    private static Notifier delivers() {
        return notifier(notification -> Outcome.delivered());
    }

    private static Notifier recipient(String recipient) {
        return new Notifier() {
            @Override
            public String recipient() {
                return recipient;
            }

            @Override
            public Outcome deliver(Notification notification, Attempt attempt) {
                return Outcome.delivered();
            }
        };
    }

    private static NotifierContract contract(Function<PluginSettings, Notifier> create) {
        return NotifierContract.of(factory("good", settings -> List.of(create.apply(settings))));
    }

    private static NotifierFactory factory(String type, Function<PluginSettings, List<Notifier>> create) {
        return new NotifierFactory() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public List<Notifier> create(PluginSettings settings) {
                return create.apply(settings);
            }
        };
    }

    private static void fails(NotifierContract contract, String... findings) {
        assertThatThrownBy(contract::verifyBehaviour)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks the contract of a notifier:\n  - ")
                .hasMessageContainingAll(findings);
    }

    private static void write(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Socket> connect(URI url) {
        try {
            return Optional.of(new Socket(url.getHost(), url.getPort()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleepThroughInterrupts(Duration time) {
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                // a bad plug-in takes no notice
            }
        }
    }
}
