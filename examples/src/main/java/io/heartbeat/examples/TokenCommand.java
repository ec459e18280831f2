package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.Secret;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code heartbeat token}: makes a token by which one host can beat. */
@Command(
        name = "token",
        description = {
            "Make a token, by which one host can beat as itself and as nobody else.",
            "Needs the secret of the group, and the group if it has a name.",
            "The token goes to stdout, advice on it to stderr."
        },
        footer = {"Example:", "  (umask 077; heartbeat token laptop --set secret-file=secret > token)"})
final class TokenCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Parameters(paramLabel = "HOST", description = "The name under which the host is watched.")
    private String host = "";

    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    TokenCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Errors errors = new Errors();
        Configuration configuration = options.read(errors);
        Optional<List<Secret>> secrets = errors.gather(configuration::secrets);
        errors.throwIfAny();
        Secret token = token(secrets.orElseThrow().get(0), configuration.group());
        out.println(token.text());
        String number = token.tokenNumber().orElseThrow();
        err.println("On " + host + ", keep it in a file that only its user can read (mode 600), and name that");
        err.println("as secret-file there. It is all that " + host + " needs, and it lets nobody watch.");
        err.println("If it is stolen: monitor.deny = " + number + " on each monitor, and make another.");
        return 0;
    }

    private Secret token(Secret secret, String group) {
        try {
            return secret.tokenFor(host, group);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UnusableConfigurationException(List.of("No token can be made: " + e.getMessage()));
        }
    }
}
