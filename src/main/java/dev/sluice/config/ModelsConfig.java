package dev.sluice.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `models`: models that run on the premises.
///
/// @param dir where `*.gguf` files lie
/// @param engine one of [#ENGINES]
/// @param llamaServer the program of an operator's own llama.cpp
/// @param context tokens of prompt and answer together
/// @param slots requests served at the same time by one model
/// @param threads 0 = as many as there are cores
/// @param idleUnload idle time after which a model leaves memory
/// @param maxLoaded models in memory at the same time
public record ModelsConfig(
        Path dir,
        String engine,
        Optional<Path> llamaServer,
        int context,
        int slots,
        int threads,
        Duration idleUnload,
        int maxLoaded) {
    public static final List<String> ENGINES = List.of("auto", "java", "llama-server");

    public ModelsConfig {
        Rules.of("models")
                .oneOf("engine", engine, ENGINES)
                .atLeast("context", context, 1)
                .atLeast("slots", slots, 1)
                .atLeast("threads", threads, 0)
                .longerThanZero("idle-unload", idleUnload)
                .atLeast("max-loaded", maxLoaded, 1)
                .done();
    }
}
