package dev.sluice.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Walks once over the words of a command line.
final class CommandWords {
    private final Deque<String> words;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable Command command;

    CommandWords(List<String> words) {
        this.words = new ArrayDeque<>(words);
    }

    CommandLine parse() {
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (!command(word)) {
                option(word);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException("The command line cannot be understood", problems);
        }
        return new CommandLine(command == null ? new Command.Serve() : command, settings, notices);
    }

    private boolean command(String word) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        if (equals >= 0 && List.of("--serve", "--check", "--import").contains(name)) {
            words.addFirst(word.substring(equals + 1));
        }
        switch (name) {
            case "serve", "api" -> is(new Command.Serve());
            case "--serve" -> {
                is(new Command.Serve());
                value().ifPresent(port -> settings.put("server.port", port));
            }
            case "help", "--help", "-h" -> is(new Command.Help());
            case "version", "--version", "-V" -> is(new Command.Version());
            case "check", "--check" -> is(new Command.Check(value(), values()));
            case "import", "--import" ->
                value().ifPresentOrElse(file -> is(new Command.Import(file)), () -> problem(name, "needs a FILE"));
            case "key" -> key();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void key() {
        if (!"create".equals(words.pollFirst())) {
            problem("key", "must be followed by create");
        }
        is(new Command.KeyCreate(List.copyOf(words)));
        words.clear();
    }

    private void is(Command wanted) {
        if (command != null && !command.equals(wanted)) {
            problem("", "more than one command");
        }
        command = wanted;
    }

    private void option(String word) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        var known = CommandOption.named(name);
        if (known.isEmpty()) {
            problem(
                    name,
                    word.startsWith("-")
                            ? "unknown option" + hint(name)
                            : "unknown command" + NearestName.hint(name, CommandLine.COMMANDS));
            return;
        }
        CommandOption option = known.get();
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
        if (!option.takesValue() && value.isPresent()) {
            problem(name, "takes no value");
        } else if (!option.takesValue()) {
            set(option, option.fixed(), name);
        } else {
            value.or(() -> option.takesMany() ? many() : value())
                    .ifPresentOrElse(
                            given -> set(option, given, name), () -> problem(name, "needs a " + option.value()));
        }
    }

    private void set(CommandOption option, String value, String name) {
        if (option.key().isEmpty()) {
            notices.add(Notice.warning(name + ": " + option.meaning()));
        } else if (option.key().equals(CommandOption.BIND)) {
            bind(name, value);
        } else {
            settings.put(option.key(), value);
        }
    }

    private void bind(String name, String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 1 || colon == value.length() - 1) {
            problem(name, "needs an address and a port, such as 127.0.0.1:8000");
            return;
        }
        settings.put("server.host", value.substring(0, colon).replaceAll("[\\[\\]]", ""));
        settings.put("server.port", value.substring(colon + 1));
    }

    /// The next word, where it is no option; a negative number is none.
    private Optional<String> value() {
        String next = words.peekFirst();
        if (next == null || next.matches("-[^0-9.].*")) {
            return Optional.empty();
        }
        words.removeFirst();
        return Optional.of(next);
    }

    private List<String> values() {
        return Stream.generate(this::value)
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    private Optional<String> many() {
        List<String> all = values();
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(",", all));
    }

    private void problem(String name, String reason) {
        problems.add(new Problem(name, "", reason));
    }

    private static String hint(String name) {
        var names = new ArrayList<>(List.of("--help", "--version", "--check", "--import", "--serve"));
        CommandOption.ALL.forEach(option -> names.addAll(option.names()));
        return NearestName.hint(name, names);
    }
}
