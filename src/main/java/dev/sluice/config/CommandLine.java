package dev.sluice.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a command line says.
///
/// @param command what to do
/// @param settings dotted keys to texts, for [ConfigInputs]
/// @param notices options that have no effect, each explained
public record CommandLine(Command command, Map<String, String> settings, List<Notice> notices) {
    /// Words that are commands, with or without dashes in front.
    static final Set<String> COMMANDS = Set.of("serve", "help", "version", "check", "import", "key");

    private static final int NAMES_WIDTH = 48;

    public CommandLine {
        settings = Map.copyOf(settings);
        notices = List.copyOf(notices);
    }

    /// Reads a command line.
    ///
    /// @throws ConfigException with everything that is wrong
    public static CommandLine parse(String... words) {
        return new CommandWords(List.of(words)).parse();
    }

    /// The text for `--help`.
    public static String help() {
        String options = CommandOption.ALL.stream().map(CommandLine::explained).collect(Collectors.joining("\n"));
        return """
                Usage: sluice [command] [options]

                Commands:
                  serve                    serve until stopped (also --serve PORT; the default)
                  check [PROVIDER [MODEL]] ask providers whether they answer (also --check)
                  import FILE              turn another gateway's file into sluice.yaml (also --import)
                  key create ...           make a key
                  help, version            (also --help, -h, --version, -V)

                Options:
                """
                + options
                + "\n\nEvery key of the configuration file can also be set by the environment (SLUICE_LIMITS_REQUEST_TIMEOUT)\n"
                + "or by a system property (sluice.limits.request-timeout).\n";
    }

    private static String explained(CommandOption option) {
        String names = String.join(", ", option.names()) + (option.takesValue() ? " " + option.value() : "");
        if (names.length() <= NAMES_WIDTH) {
            return "  %-48s %s".formatted(names, option.meaning());
        }
        return ("  " + names).replaceAll("(.{80,}?,) ", "$1\n  ") + "\n" + " ".repeat(NAMES_WIDTH + 3)
                + option.meaning();
    }

    /// Shows the names of settings only: the values may be secrets.
    @Override
    public String toString() {
        return "CommandLine[command=" + command.getClass().getSimpleName() + ", settings=" + settings.keySet()
                + ", notices=" + notices + "]";
    }
}
