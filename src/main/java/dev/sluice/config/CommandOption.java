package dev.sluice.config;

import java.util.List;
import java.util.Optional;

/// One option of the command line.
///
/// @param names all its names, the first is the one to show
/// @param value what its value is called in the help; empty = it takes none
/// @param key the key that it sets; empty = none
/// @param fixed what it sets the key to where it takes no value
/// @param meaning one line for the help, or for the log where it sets nothing
record CommandOption(List<String> names, String value, String key, String fixed, String meaning) {
    private static final String NEEDLESS = "accepted without effect: ";
    private static final String ELSEWHERE = "the program that runs a model is told that";
    private static final String SAMPLED = "a request says how it is sampled, or providers.<name>.request does for all";
    private static final String PAGES = "the pages are served to everybody who has a key";

    /// Stands for `server.host` and `server.port`.
    static final String BIND = "bind";

    static final List<CommandOption> ALL = List.of(
            setting("--port -p --api-port --listen-port", "PORT", "server.port", "port to listen on, 0 = any free one"),
            setting("--host --listen-host", "ADDRESS", "server.host", "address to listen on"),
            setting("--bind", "ADDRESS:PORT", BIND, "both at once"),
            setting("--config", "FILE", "config", "configuration file"),
            setting("--base-path --base-url --subpath", "PATH", "server.base-path", "path in front of every endpoint"),
            fixed("--debug -d --verbose", "log.level", "debug", "log everything"),
            setting("--log-level", "LEVEL", "log.level", "error, warn, info, debug or trace"),
            fixed("--access-log", "log.requests", "true", "log each request"),
            fixed("--no-access-log", "log.requests", "false", "log no requests"),
            setting("--api-key --g4f-api-key", "KEY", "auth.api-key", "key that callers need"),
            setting("--admin-key", "KEY", "auth.admin-key", "key that operators need"),
            setting(
                    "--provider --default-provider",
                    "NAME",
                    "defaults.provider",
                    "provider of requests that name neither it nor a model"),
            setting("--model -m", "NAME", "defaults.model", "model of requests that name none"),
            setting("--image-model --media-provider", "NAME", "defaults.image-model", "the same for images"),
            setting("--ignored-providers", "NAMES...", Layers.IGNORED_PROVIDERS, "providers that are never asked"),
            setting("--proxy", "URL", "egress.proxy", "HTTP proxy on the way to all providers"),
            setting("--timeout", "DURATION", "limits.request-timeout", "longest time for a request, such as 300s"),
            setting("--stream-timeout", "DURATION", "limits.idle-timeout", "longest silence within a stream"),
            setting("--ssl-certfile", "FILE", "server.tls.cert", "certificate chain (PEM)"),
            setting("--ssl-keyfile", "FILE", "server.tls.key", "its key (PEM)"),
            setting("--model-dir", "FOLDER", "models.dir", "where models on the premises lie"),
            setting("--ctx-size", "TOKENS", "models.context", "their context"),
            setting("--threads", "NUMBER", "models.threads", "their threads"),
            fixed("--listen", "server.host", "0.0.0.0", "listen on all addresses"),
            note("--workers", "NUMBER", NEEDLESS + "one process serves everything"),
            note("--api", "", NEEDLESS + "the API is always served"),
            note("--gui -g", "", NEEDLESS + "the pages are always served"),
            note("--no-gui -ng --nowebui", "", NEEDLESS + "the pages are always served"),
            note("--demo", "", NEEDLESS + "auth says who may call"),
            note("--reload", "", NEEDLESS + "the configuration file is followed"),
            note("--disable-colors", "", NEEDLESS + "log lines have no colours"),
            note("--ignore-cookie-files", "", NEEDLESS + "cookies are uploaded, files are not read"),
            note("--cookies-dir", "FOLDER", NEEDLESS + "cookies are uploaded, files are not read"),
            note("--cookie-browsers", "NAMES...", NEEDLESS + "cookies are uploaded, browsers are not read"),
            note("--browser-host", "ADDRESS", NEEDLESS + "no browser is driven"),
            note("--browser-port", "PORT", NEEDLESS + "no browser is driven"),
            note("--disable-pa-auto-download", "", NEEDLESS + "no code is fetched at run time"),
            note("--pa-repo --pa-branch", "NAME", NEEDLESS + "no code is fetched at run time"),
            note("--log-config --logprefix", "NAME", NEEDLESS + "log.* says what is logged, and how"),
            note("--auth", "NAME", NEEDLESS + "auth says who may call"),
            fixed("--public-api", "server.public-api.enabled", "true", "make a public address with cloudflared"),
            setting("--public-api-id", "ID", "server.public-api.id", "the tunnel that has the public address"),
            setting("--settings", "FILE", TextgenSettings.OPTION, "settings.yaml of text-generation-webui"),
            note("--api-enable-ipv6 --api-disable-ipv4", "", NEEDLESS + "--host decides where it listens"),
            note("--gradio-auth --gradio-auth-path", "NAME", NEEDLESS + "auth says who may call"),
            note("--user-data-dir", "FOLDER", NEEDLESS + "SLUICE_HOME and the keys of each folder say where files lie"),
            note("--old-colors --model-menu", "", NEEDLESS + PAGES),
            note(
                    "--loader --gpu-layers --n-gpu-layers --cache-type --lora --lora-dir --extensions"
                            + " --chat-template-file --idle-timeout --mmproj --tensor-split --split-mode --batch-size"
                            + " --ubatch-size --threads-batch --parallel --fit-target --extra-flags --model-draft"
                            + " --draft-max --gpu-layers-draft --device-draft --ctx-size-draft --spec-type"
                            + " --spec-ngram-size-n --spec-ngram-size-m --spec-ngram-min-hits --cpu-memory"
                            + " --disk-cache-dir --attn-implementation --compute_dtype --quant_type --gpu-split"
                            + " --tp-backend --image-model-dir --image-dtype --image-attn-backend --image-quant",
                    "VALUE",
                    NEEDLESS + ELSEWHERE),
            note(
                    "--flash-attn --no-mmap --mlock --cpu --portable --cpu-moe --streaming-llm --no-kv-offload --numa"
                            + " --ik --disk --load-in-8bit --bf16 --no-cache --force-safetensors --no_use_fast"
                            + " --load-in-4bit --use_double_quant --enable-tp --cfg-cache --image-cpu-offload"
                            + " --image-compile",
                    "",
                    NEEDLESS + ELSEWHERE),
            note(
                    "--temperature --top-p --top-k --min-p --typical-p --tfs --top-a --top-n-sigma --dynatemp-low"
                            + " --dynatemp-high --dynatemp-exponent --smoothing-factor --smoothing-curve"
                            + " --xtc-threshold --xtc-probability --epsilon-cutoff --eta-cutoff --adaptive-target"
                            + " --adaptive-decay --dry-multiplier --dry-allowed-length --dry-base --repetition-penalty"
                            + " --repetition-penalty-range --frequency-penalty --presence-penalty"
                            + " --encoder-repetition-penalty --no-repeat-ngram-size --penalty-alpha --guidance-scale"
                            + " --mirostat-mode --mirostat-tau --mirostat-eta --sampler-priority --reasoning-effort",
                    "VALUE",
                    NEEDLESS + SAMPLED),
            note(
                    "--do-sample --no-do-sample --dynamic-temperature --temperature-last --enable-thinking"
                            + " --no-enable-thinking --preserve-thinking",
                    "",
                    NEEDLESS + SAMPLED),
            note("--multi-user --share --auto-launch --trust-remote-code", "", NEEDLESS + PAGES));

    /// The option of this name.
    static Optional<CommandOption> named(String name) {
        return ALL.stream().filter(option -> option.names.contains(name)).findFirst();
    }

    String name() {
        return names.getFirst();
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /// Whether it takes all the words that follow.
    boolean takesMany() {
        return value.endsWith("...");
    }

    private static CommandOption setting(String names, String value, String key, String meaning) {
        return new CommandOption(List.of(names.split(" ")), value, key, "", meaning);
    }

    private static CommandOption fixed(String names, String key, String fixed, String meaning) {
        return new CommandOption(List.of(names.split(" ")), "", key, fixed, meaning);
    }

    private static CommandOption note(String names, String value, String meaning) {
        return new CommandOption(List.of(names.split(" ")), value, "", "", meaning);
    }
}
