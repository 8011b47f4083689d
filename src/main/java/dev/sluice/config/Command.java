package dev.sluice.config;

import java.util.List;
import java.util.Optional;

/// What the command line asks the program to do.
public sealed interface Command {

    /// Serve until stopped; what a command line without a command asks.
    record Serve() implements Command {}

    /// Print [CommandLine#help()].
    record Help() implements Command {}

    /// Print the version.
    record Version() implements Command {}

    /// Ask one provider, or all of them, whether they answer.
    ///
    /// @param models the provider's models to ask; empty = its default
    record Check(Optional<String> provider, List<String> models) implements Command {
        public Check {
            models = List.copyOf(models);
        }
    }

    /// Turn another gateway's file into `sluice.yaml`.
    record Import(String file) implements Command {}

    /// Make a key.
    ///
    /// @param arguments what stands after `key create`, as it was written
    record KeyCreate(List<String> arguments) implements Command {
        public KeyCreate {
            arguments = List.copyOf(arguments);
        }
    }
}
