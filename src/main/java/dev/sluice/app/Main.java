package dev.sluice.app;

import dev.sluice.config.Command;
import dev.sluice.config.CommandLine;
import dev.sluice.config.ConfigException;
import dev.sluice.config.ConfigInputs;
import dev.sluice.config.Notice;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// `java -jar sluice.jar`: reads the command line and does what it says.
public final class Main {
    static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] words) {
        int status = run(words, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(String[] words, PrintStream out, PrintStream err) {
        try {
            CommandLine line = CommandLine.parse(words);
            return switch (line.command()) {
                case Command.Help help -> said(out, CommandLine.help());
                case Command.Version version -> said(out, "Sluice " + Version.current());
                case Command.Serve serve -> serve(line, out, err);
                case Command.Check check -> check(line, check, out);
                case Command.Import imported -> new ConfigImport(out, err).run(inputs(line), Path.of(imported.file()));
                case Command.KeyCreate key -> refused(err, "The command 'key create' is not in this version.");
            };
        } catch (ConfigException | IllegalArgumentException e) {
            // the latter is a provider kind's word on its own part of the configuration
            return refused(err, String.valueOf(e.getMessage()));
        }
    }

    private static int serve(CommandLine line, PrintStream out, PrintStream err) {
        Logging.start();
        log(line.notices());
        var server = new Standalone(inputs(line));
        try {
            server.start();
        } catch (StartException e) {
            server.close();
            return refused(err, String.valueOf(e.getMessage()));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sluice-stop"));
        out.println("Sluice " + Version.current() + " is ready: " + server.address() + " (providers: "
                + server.providers() + "; configuration: " + server.configurationFile() + ")");
        out.flush();
        server.await();
        return 0;
    }

    private static int check(CommandLine line, Command.Check check, PrintStream out) {
        Logging.start();
        // what a provider does is told in lines of its own
        Logging.level("debug".equals(line.settings().get("log.level")) ? "debug" : "error");
        return new ProviderCheck(out).run(inputs(line), check.provider(), check.models());
    }

    private static ConfigInputs inputs(CommandLine line) {
        return ConfigInputs.ofProcess(line.settings());
    }

    private static void log(List<Notice> notices) {
        var logger = System.getLogger("dev.sluice");
        notices.forEach(notice -> logger.log(notice.level(), notice.text()));
    }

    private static int said(PrintStream out, String text) {
        out.println(text);
        return 0;
    }

    private static int refused(PrintStream err, String text) {
        err.println(text);
        return WRONG_USE;
    }
}
