package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void nothingMeansServe() {
        var line = CommandLine.parse();
        assertThat(line.command()).isEqualTo(new Command.Serve());
        assertThat(line.settings()).isEmpty();
        assertThat(line.notices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            --port,              9,     server.port,               9
            -p,                  9,     server.port,               9
            --api-port,          9,     server.port,               9
            --serve,             9,     server.port,               9
            --host,              h,     server.host,               h
            --listen,            -,     server.host,               0.0.0.0
            --config,            f,     config,                    f
            --base-path,         /x,    server.base-path,          /x
            --base-url,          /x,    server.base-path,          /x
            --debug,             -,     log.level,                 debug
            --verbose,           -,     log.level,                 debug
            --log-level,         warn,  log.level,                 warn
            --default-provider,  p,     defaults.provider,         p
            --provider,          p,     defaults.provider,         p
            --model,             m,     defaults.model,            m
            -m,                  m,     defaults.model,            m
            --image-model,       m,     defaults.image-model,      m
            --g4f-api-key,       k,     auth.api-key,              k
            --api-key,           k,     auth.api-key,              k
            --admin-key,         k,     auth.admin-key,            k
            --proxy,             u,     egress.proxy,              u
            --timeout,           30,    limits.request-timeout,    30
            --ssl-keyfile,       f,     server.tls.key,            f
            --ssl-certfile,      f,     server.tls.cert,           f
            """)
    void optionsSetKeys(String option, String value, String key, String expected) {
        var spaced = value == null ? CommandLine.parse(option) : CommandLine.parse(option, value);
        assertThat(spaced.settings()).isEqualTo(Map.of(key, expected));
        assertThat(spaced.command()).isEqualTo(new Command.Serve());
        if (value != null && option.startsWith("--")) {
            assertThat(CommandLine.parse(option + "=" + value).settings()).isEqualTo(spaced.settings());
        }
    }

    @Test
    void everyKeyThatAnOptionSetsExists(@TempDir Path home) {
        var testing = new TestingConfig(home);
        var names = new PathNames(Setting.Group.empty(new Origin("", home)));
        assertThat(CommandOption.ALL)
                .filteredOn(option -> !option.key().isEmpty())
                .filteredOn(option -> !List.of(
                                "config", CommandOption.BIND, Layers.IGNORED_PROVIDERS, TextgenSettings.OPTION)
                        .contains(option.key()))
                .allSatisfy(option -> assertThat(names.dotted(option.key())).isPresent());
        testing.commandLine.putAll(CommandLine.parse("--port", "0", "--listen").settings());
        assertThat(testing.config().server().port()).isZero();
        assertThat(testing.config().server().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void commandsAreFound() {
        assertThat(CommandLine.parse("serve").command()).isEqualTo(new Command.Serve());
        assertThat(CommandLine.parse("--help").command()).isEqualTo(new Command.Help());
        assertThat(CommandLine.parse("-h").command()).isEqualTo(new Command.Help());
        assertThat(CommandLine.parse("help").command()).isEqualTo(new Command.Help());
        assertThat(CommandLine.parse("--version").command()).isEqualTo(new Command.Version());
        assertThat(CommandLine.parse("check").command()).isEqualTo(new Command.Check(Optional.empty(), List.of()));
        assertThat(CommandLine.parse("--check", "--debug").command())
                .isEqualTo(new Command.Check(Optional.empty(), List.of()));
        assertThat(CommandLine.parse("--check", "groq").command())
                .isEqualTo(new Command.Check(Optional.of("groq"), List.of()));
        assertThat(CommandLine.parse("--check", "groq", "a", "b", "--debug").command())
                .isEqualTo(new Command.Check(Optional.of("groq"), List.of("a", "b")));
        assertThat(CommandLine.parse("--check=groq").command())
                .isEqualTo(new Command.Check(Optional.of("groq"), List.of()));
        assertThat(CommandLine.parse("--import", "a.json").command()).isEqualTo(new Command.Import("a.json"));
        assertThat(CommandLine.parse("import", "a.json", "--port=1").settings()).containsEntry("server.port", "1");
        assertThat(CommandLine.parse("--debug", "key", "create", "--name", "x").command())
                .isEqualTo(new Command.KeyCreate(List.of("--name", "x")));
    }

    @Test
    void optionsOfLaterFeaturesAndWithoutMeaningAreExplained() {
        var line = CommandLine.parse("--demo", "--api", "--gui", "--no-gui", "--workers", "4");
        assertThat(line.settings()).isEmpty();
        assertThat(line.notices())
                .extracting(Notice::text)
                .containsExactly(
                        "--demo: accepted without effect: auth says who may call",
                        "--api: accepted without effect: the API is always served",
                        "--gui: accepted without effect: the pages are always served",
                        "--no-gui: accepted without effect: the pages are always served",
                        "--workers: accepted without effect: one process serves everything");
    }

    @Test
    void severalProvidersCanBeIgnored() {
        assertThat(CommandLine.parse("--ignored-providers", "a", "b", "--port", "1")
                        .settings())
                .isEqualTo(Map.of("ignored-providers", "a,b", "server.port", "1"));
    }

    @Test
    void everythingWrongIsTold() {
        var refused = catchThrowableOfType(
                ConfigException.class,
                () -> CommandLine.parse("--prot", "1", "--debug=yes", "serv", "--host", "--import"));
        assertThat(refused.problems())
                .extracting(Problem::toString)
                .contains(
                        "--prot: unknown option; did you mean \"--port\"?",
                        "--debug: takes no value",
                        "serv: unknown command; did you mean \"serve\"?",
                        "--host: needs a ADDRESS",
                        "--import: needs a FILE");
        assertThat(catchThrowableOfType(ConfigException.class, () -> CommandLine.parse("key", "delete"))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly("key: must be followed by create");
        assertThat(catchThrowableOfType(ConfigException.class, () -> CommandLine.parse("check", "x", "--version"))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly("more than one command");
    }

    @Test
    void anAddressAndAPortMayBeOneWord() {
        assertThat(CommandLine.parse("--bind", "0.0.0.0:9").settings())
                .isEqualTo(Map.of("server.host", "0.0.0.0", "server.port", "9"));
        assertThat(CommandLine.parse("--bind=[::1]:9").settings())
                .isEqualTo(Map.of("server.host", "::1", "server.port", "9"));
        assertThat(catchThrowableOfType(ConfigException.class, () -> CommandLine.parse("--bind", "9"))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly("--bind: needs an address and a port, such as 127.0.0.1:8000");
    }

    /// Words that stand in the documents of the other gateways, and in their own help.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api --bind 127.0.0.1:8080 -ng --log-config log.ini --pa-repo a/b --pa-branch main --disable-colors",
                "--serve 8000 --verbose --logprefix x --auth credentials -m kimi-k2",
                "--api --model x.gguf --ctx-size 8192 --gpu-layers -1 --flash-attn --cache-type q8_0 --batch-size 512 --numa",
                "--api --model-draft d --draft-max 4 --spec-type none --load-in-4bit --compute_dtype float16 --extra-flags a",
                "--api --temperature 0.6 --top-p 0.95 --enable-thinking --reasoning-effort high --idle-timeout 5",
                "--api --user-data-dir u --gradio-auth u:p --old-colors --image-model m --image-quant none --image-compile",
            })
    void optionsOfTheOtherGatewaysAreTaken(String line) {
        assertThat(CommandLine.parse(line.split(" ")).command()).isEqualTo(new Command.Serve());
    }

    @Test
    void printsNoSecret() {
        assertThat(CommandLine.parse("--api-key", "hunter2")).asString().doesNotContain("hunter2");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(CommandOption.ALL)
                .allSatisfy(option -> assertThat(CommandLine.help()).contains(option.names()));
    }
}
