package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    @TempDir
    Path home;

    private TestingConfig testing;

    @BeforeEach
    void aHome() {
        testing = new TestingConfig(home);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit: {}                                    | line 2: limit: unknown key; did you mean "limits"?
            limits: { request_timeout: 3s }              | line 2: limits.request_timeout: unknown key; did you mean "limits.request-timeout"?
            limits: { breaker: { failure: 3 } }          | line 2: limits.breaker.failure: unknown key; did you mean "limits.breaker.failures"?
            tries-per-provider: 3                        | line 2: tries-per-provider: unknown key; did you mean "limits.tries-per-provider"?
            errors: { zzzzzzzz: 1 }                      | line 2: errors.zzzzzzzz: unknown key; known here: footer
            providers: { a: { base_url: "http://h" } }   | line 2: providers.a.base_url: unknown key; did you mean "providers.a.base-url"?
            providers: { grok: {} }                      | line 2: providers.grok.base-url: must be set, since grok is not the name of a preset; did you mean "groq"?
            providers: { groq: { kind: opnai } }         | line 2: providers.groq.kind: must be one of anthropic, azure, gemini, guide, local, ollama, openai, pollinations, sdwebui; did you mean "openai"?
            providers: { v1: { base-url: "http://h" } }  | line 2: providers.v1: a provider's name must not be v1
            providers: { "a/b": { base-url: "http://h" } } | line 2: providers.a/b: a provider's name must not be v1
            providers: { "a:b": { base-url: "http://h" } } | line 2: providers.a:b: a provider's name must not be v1
            providers: { "a b": { base-url: "http://h" } } | line 2: providers.a b: a provider's name must not be v1
            providers: { groq: {}, GROQ: {} }            | line 2: providers.GROQ: differs from another provider only in its case
            providers: { groq: 5 }                       | line 2: providers.groq: must hold keys and values
            providers: { groq: { base-url: "ftp://h" } } | line 2: providers.groq.base-url: must begin with http:// or https://
            providers: { groq: { base-url: "http://u:pw@h/v1" } } | line 2: providers.groq.base-url: must not hold a user name or password
            providers: { groq: { base-url: "http:///v1" } } | line 2: providers.groq.base-url: must name a host
            providers: { groq: { base-url: "http://a_b/v1" } } | line 2: providers.groq.base-url: must name a host
            providers: { groq: { base-url: "http://h/v1#x" } } | line 2: providers.groq.base-url: must not hold a #
            providers: { groq: { include-models: "a(b" } } | line 2: providers.groq.include-models: is not a regular expression: Unclosed group near position 3, not "a(b"
            providers: { groq: { weight: -1 } }          | line 2: providers.groq.weight: must be at least 0
            providers: { groq: { timeout: 0s } }         | line 2: providers.groq.timeout: must be longer than zero
            providers: { groq: { headers: { Host: x } } } | line 2: providers.groq.headers.Host: must be a header that may be set
            providers: { groq: { models: { a: b } } }    | line 2: providers.groq.models: must be a list
            providers: { groq: { models: [ ~ ] } }       | line 2: providers.groq.models: must hold texts only
            providers: { groq: { request: [1] } }        | line 2: providers.groq.request: must hold keys and values
            providers: { groq: { map-models: { a: ~ } } } | line 2: providers.groq.map-models.a: must not be empty
            aliases: { a: { strategy: orderd, targets: [x] } } | line 2: aliases.a.strategy: must be one of ordered, weighted, least-latency, least-busy, cheapest; did you mean "ordered"?
            aliases: { a: [] }                           | line 2: aliases.a.targets: must name at least one model
            aliases: { a: { targets: [x], when: { p: "health >" } } } | line 2: aliases.a.when.p: must be a condition
            aliases: { "a?": [x] }                       | line 2: aliases.a?: names must not be empty
            prices: { m: { input: -1 } }                 | line 2: prices.m.input: must not be negative
            prices: { m: { from: soon } }                | line 2: prices.m.from: must be a date such as 2026-01-31, not "soon"
            server: { port: 65536 }                      | line 2: server.port: must be from 0 to 65535
            server: { port: 80a }                        | line 2: server.port: must be a whole number, not "80a"
            server: { port: [1] }                        | line 2: server.port: must be a single value
            server: { base-path: /a/../b }               | line 2: server.base-path: must be a path
            server: { max-body: 10 lots }                | line 2: server.max-body: must be a size
            server: { max-body: 0 }                      | line 2: server.max-body: must be at least 1
            server: { tls: { cert: a } }                 | line 2: server.tls.key: must be set too when server.tls.cert is
            server: 5                                    | line 2: server: must hold keys and values
            auth: { open: perhaps }                      | line 2: auth.open: must be true or false, not "perhaps"
            auth: { sso: { trusted-proxies: [intranet] } } | line 2: auth.sso.trusted-proxies: must hold IP addresses or networks
            auth: { sso: { trusted-proxies: [10.0.0.0/33] } } | line 2: auth.sso.trusted-proxies: must hold IP addresses or networks
            limits: { tries-per-provider: 4 }            | line 2: limits.tries-per-provider: must be from 1 to 3
            limits: { idle-timeout: 3 fortnights }       | line 2: limits.idle-timeout: must be a duration
            limits: { idle-timeout: 99999999d }          | line 2: limits.idle-timeout: must not be longer than 100 years
            limits: { breaker: { failures: 0 } }         | line 2: limits.breaker.failures: must be at least 1
            log: { level: loud }                         | line 2: log.level: must be one of error, warn, info, debug, trace
            log: { format: jsn }                         | line 2: log.format: must be one of text, json; did you mean "json"?
            search: { default: duckduck }                | line 2: search.default: must be one of
            models: { engine: lama-server }              | line 2: models.engine: must be one of auto, java, llama-server; did you mean "llama-server"?
            docs: { swagger: docs }                      | line 2: docs.swagger: must be a path such as /docs
            docs: { redoc: /docs }                       | line 2: docs.swagger: must differ from the other paths
            data: { url: postgres }                      | line 2: data.url: must begin with jdbc:
            cluster: { redis: "http://x" }               | line 2: cluster.redis: must begin with redis://
            telemetry: { otlp: x }                       | line 2: telemetry.otlp: must begin with http
            egress: { proxy: "socks5://p" }              | line 2: egress.proxy: must begin with http
            errors: { footer: a, footer: b }             | line 2: errors.footer: is written twice
            errors: !!java.lang.String x                 | line 2: errors: must not have a tag
            errors: { footer: "${NO_SUCH}" }             | line 2: errors.footer: the environment variable NO_SUCH is not set
            errors: { footer: "${NO SUCH}" }             | line 2: errors.footer: ${NO SUCH} is not the name of an environment variable
            errors: { footer: "${UNCLOSED" }             | line 2: errors.footer: a ${ has no } after it
            errors: { footer: "${file:/no/such/file}" }  | line 2: errors.footer: the file /no/such/file cannot be read
            errors: { footer: "x                         | line 2: is not YAML
            ? [a] : b                                    | line 2: must have plain keys
            """)
    void tellsLineKeyAndReason(String line, String expected) {
        testing.file("# first line\n" + line + "\n");
        assertThat(testing.problems()).anySatisfy(problem -> assertThat(problem).startsWith(expected));
    }

    @Test
    void listsEveryProblemAtOnce() {
        testing.file("""
                server:
                  port: many
                  base-path: "a b"
                limits:
                  idle-timeout: 0s
                  breaker: { failures: 0, open: x }
                providers:
                  fake: { base-url: "ftp://h", weight: -2, retries: 3 }
                  other: { kind: olama }
                """);
        assertThat(testing.problems())
                .hasSize(9)
                .anyMatch(problem -> problem.startsWith("line 2: server.port"))
                .anyMatch(problem -> problem.startsWith("line 3: server.base-path"))
                .anyMatch(problem -> problem.startsWith("line 5: limits.idle-timeout"))
                .anyMatch(problem -> problem.startsWith("line 6: limits.breaker.failures"))
                .anyMatch(problem -> problem.startsWith("line 6: limits.breaker.open"))
                .anyMatch(problem -> problem.startsWith("line 8: providers.fake.base-url"))
                .anyMatch(problem -> problem.startsWith("line 8: providers.fake.weight"))
                .anyMatch(problem -> problem.startsWith("line 8: providers.fake.retries"))
                .anyMatch(problem -> problem.startsWith("line 9: providers.other.kind"));
        assertThatThrownBy(() -> testing.open().close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(home.resolve("sluice.yaml").toString())
                .hasMessageContaining("9 problems");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a", "just text", "a: 1\n---\nb: 2", "a: *nobody", "a: &x [*x]", "\u0001", "a: \"\\q\""})
    void refusesWhatIsNotOneGroupOfYaml(String text) {
        testing.file(text);
        assertThat(testing.problems()).isNotEmpty();
    }

    @Test
    void refusesDeepLargeAndMultiplyingFiles() {
        testing.file("providers: { a: { request: { x: " + "[".repeat(5000) + "]".repeat(5000) + " } } }");
        assertThat(testing.problems()).singleElement().asString().contains("levels deep");
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(level, level, ("*a" + (level - 1) + ", ").repeat(10)));
        }
        testing.file(laughs.toString());
        assertThat(testing.problems()).anyMatch(problem -> problem.contains("aliases"));
        testing.file(laughs.substring(0, laughs.indexOf("a5:")));
        assertThat(testing.problems()).anyMatch(problem -> problem.contains("too many values"));
        testing.file("errors: { footer: " + "x".repeat(1_000_001) + " }");
        assertThat(testing.problems()).singleElement().asString().contains("larger than");
    }

    @Test
    void refusesForeignEncodingsAndFolders() throws IOException {
        Files.write(home.resolve("sluice.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(testing.problems()).singleElement().asString().contains("is not UTF-8");
        Files.delete(home.resolve("sluice.yaml"));
        Files.createDirectory(home.resolve("sluice.yaml"));
        assertThat(testing.problems()).singleElement().asString().contains("is not a file");
    }

    @Test
    void takesAByteOrderMarkAnEmptyFileAndAnchors() {
        assertThat(testing.file("\uFEFFserver: { port: 5 }").config().server().port())
                .isEqualTo(5);
        assertThat(testing.file("").config().server().port()).isEqualTo(8000);
        assertThat(testing.file("server:\n").config().server().port()).isEqualTo(8000);
        testing.file("providers: { a: { base-url: &u 'http://h/v1' }, b: { base-url: *u } }");
        assertThat(testing.provider("b").baseUrl())
                .isEqualTo(testing.provider("a").baseUrl());
    }

    @Test
    void putsInVariablesAndFiles() {
        TestingConfig.write(home.resolve("secret"), "s3cret\n\n");
        testing.env("A", "${B}").env("NUMBER", "0.5").env("KEY", "pass").file("""
                server: { port: "${PORT_OF_MINE:81}", cors-origins: "${ORIGINS:a,b}" }
                auth: { api-key: "${file:secret}", admin-key: "x-${KEY}-y" }
                errors: { footer: "${A} $${A} $5 ${EMPTY:}." }
                providers:
                  groq:
                    api-key: ${KEY}
                    request:
                      top_p: ${NUMBER}
                      stop: "${NUMBER}"
                """);
        var config = testing.config();
        assertThat(config.server().port()).isEqualTo(81);
        assertThat(config.server().corsOrigins()).containsExactly("a", "b");
        assertThat(config.auth().apiKey().reveal()).isEqualTo("s3cret");
        assertThat(config.auth().adminKey().reveal()).isEqualTo("x-pass-y");
        assertThat(config.errors().footer()).isEqualTo("${B} ${A} $5 .");
        assertThat(testing.provider("groq").request()).hasToString("{\"top_p\":0.5,\"stop\":\"0.5\"}");
    }

    @Test
    void repeatsNoSecretInAMessage() {
        testing.env("KEY", "hunter2").file("""
                server: { port: "${KEY}" }
                auth: { open: "${KEY}", api-key: [hunter2] }
                data: { url: hunter2 }
                providers: { a: { base-url: "http://x:hunter2@h", proxy: "x://hunter2", api-key: "a\\nhunter2" } }
                """);
        assertThat(testing.problems()).hasSizeGreaterThan(5).noneMatch(problem -> problem.contains("hunter2"));
        testing.file("auth:\n  api-key: hunter2\n api-key: hunter2: x\n");
        assertThatThrownBy(() -> testing.open().close())
                .hasMessageNotContaining("hunter2")
                .hasMessageContaining("line");
        assertThat(testing.inputs()).asString().doesNotContain("hunter2");
    }
}
