package io.heartbeat.examples;

import io.heartbeat.examples.demo.DemoCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command {@code heartbeat}: its subcommands do the work. */
@Command(
        name = "heartbeat",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        description = "Tells you within seconds when a host or a disk appears, dies, comes back or sickens.",
        footer = {"See it work, without any set-up:", "  heartbeat demo", "More on a command:", "  heartbeat run --help"
        })
final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(
                commandLine(utf8(FileDescriptor.out), utf8(FileDescriptor.err)).execute(args));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        Failures failures = new Failures();
        return new CommandLine(new Main())
                .addSubcommand(new DemoCommand(out, err))
                .addSubcommand(new RunCommand(out))
                .addSubcommand(new HeartbeatCommand(out))
                .addSubcommand(new MonitorCommand(out))
                .addSubcommand(new HardwareCommand(out))
                .addSubcommand(new PluginsCommand(out))
                .addSubcommand(new TestNotifiersCommand(out))
                .addSubcommand(new SecretCommand(out, err))
                .addSubcommand(new TokenCommand(out, err))
                .addSubcommand(new HostsCommand(out, err))
                .addSubcommand(new OutboxCommand(out, err))
                .addSubcommand(new SilenceCommand(out, err))
                .addSubcommand(new AckCommand(out, err))
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** Around the descriptor itself, because {@code System.out} keeps write errors to itself. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
