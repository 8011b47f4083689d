package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {
    private static Forwarding of(String remote, Map<String, List<String>> headers) {
        return Forwarding.of(headers, remote, address -> address.startsWith("10."));
    }

    private static Forwarding of(String header, String value) {
        return of("10.0.0.1", Map.of(header, List.of(value)));
    }

    @Test
    void nothingIsBelievedOfStrangers() {
        var told = of(
                "192.0.2.1",
                Map.of(
                        "x-forwarded-for", List.of("203.0.113.9"),
                        "x-forwarded-proto", List.of("https"),
                        "x-forwarded-host", List.of("evil.example"),
                        "x-forwarded-prefix", List.of("/evil"),
                        "forwarded", List.of("for=203.0.113.9;host=evil.example")));
        assertThat(told.trusted()).isFalse();
        assertThat(told.client()).isEqualTo("192.0.2.1");
        assertThat(told.scheme()).isEmpty();
        assertThat(told.host()).isEmpty();
        assertThat(told.prefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                          | 203.0.113.9",
                "6.6.6.6, 203.0.113.9                 | 203.0.113.9",
                "203.0.113.9, 10.0.0.7                | 203.0.113.9",
                "10.0.0.8, 10.0.0.7                   | 10.0.0.8",
                "203.0.113.9:4711                     | 203.0.113.9",
                "[2001:db8::1]:4711                   | 2001:db8::1",
                "2001:db8::1                          | 2001:db8::1",
                "unknown                              | 10.0.0.1",
                "203.0.113.9, unknown, 10.0.0.7       | 10.0.0.7",
            })
    void theClientIsTheLastOneThatIsNoTrustedProxy(String told, String client) {
        assertThat(of("x-forwarded-for", told).client()).isEqualTo(client);
    }

    @Test
    void theHostMayHaveItsPortInAHeaderOfItsOwn() {
        var told = of(
                "10.0.0.1",
                Map.of("x-forwarded-host", List.of("ai.example, inner"), "x-forwarded-port", List.of("8443")));
        assertThat(told.host()).contains("ai.example:8443");
        assertThat(of("x-forwarded-host", "[2001:db8::1]:99").host()).contains("[2001:db8::1]:99");
        var usual =
                of("10.0.0.1", Map.of("x-forwarded-host", List.of("ai.example"), "x-forwarded-port", List.of("443")));
        assertThat(usual.host()).contains("ai.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a@b", "a?b", "a#b", "\"><script>", "a:99999999", "-a", ":80", "a\\b"})
    void aHostThatIsNoneIsNotTaken(String host) {
        assertThat(of("x-forwarded-host", host).host()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/a/../b", "/..", "a", "/a?b", "/a\"b", "/a//b", "/%2e", "/a b"})
    void aPrefixThatIsNoPathIsNotTaken(String prefix) {
        assertThat(of("x-forwarded-prefix", prefix).prefix()).isEmpty();
    }

    @Test
    void aPrefixLosesItsSlashAtTheEnd() {
        assertThat(of("x-forwarded-prefix", "/llm/v2/").prefix()).contains("/llm/v2");
        assertThat(of("x-forwarded-prefix", "/").prefix()).contains("");
    }

    @Test
    void theStandardHeaderSaysTheSame() {
        var told = of("forwarded", "for=\"[2001:db8::1]:47\";proto=HTTPS;host=ai.example, for=10.0.0.7");
        assertThat(told.client()).isEqualTo("2001:db8::1");
        assertThat(told.scheme()).contains("https");
        assertThat(told.host()).contains("ai.example");
    }

    @Test
    void theStandardHeaderIsNotReadBesideTheOlderOnes() {
        var told = of(
                "10.0.0.1",
                Map.of("x-forwarded-for", List.of("203.0.113.9"), "forwarded", List.of("for=6.6.6.6;host=evil")));
        assertThat(told.client()).isEqualTo("203.0.113.9");
        assertThat(told.host()).isEmpty();
    }
}
