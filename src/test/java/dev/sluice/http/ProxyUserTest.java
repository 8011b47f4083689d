package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.access.Identity;
import dev.sluice.config.SsoConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyUserTest {
    private static final SsoConfig SSO = new SsoConfig("X-User", "X-Groups", List.of("10.0.0.1"), List.of());

    private static Optional<Identity> of(List<String> user, List<String> groups) {
        return ProxyUser.of(Map.of("x-user", user, "x-groups", groups), SSO);
    }

    @Test
    void groupsAreSplitAndNoneIsDoubled() {
        assertThat(of(List.of(" ann "), List.of("staff, ops;;staff ; a b")))
                .contains(new Identity.OfProxy("ann", List.of("staff", "ops", "a b")));
    }

    @Test
    void nobodyIsToldWhereTheHeaderIsMissingOrEmpty() {
        assertThat(ProxyUser.of(Map.of("x-groups", List.of("ops")), SSO)).isEmpty();
        assertThat(of(List.of(" "), List.of("ops"))).isEmpty();
    }

    @Test
    void aHeaderThatCameTwiceIsNotBelieved() {
        assertThat(of(List.of("root", "ann"), List.of("staff"))).isEmpty();
        assertThat(of(List.of("ann"), List.of("ops", "staff"))).contains(new Identity.OfProxy("ann", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\u0085b", "a\u007fb"})
    void aNameWithControlCharactersIsNone(String name) {
        assertThat(of(List.of(name), List.of())).isEmpty();
    }

    @Test
    void aNameThatIsTooLongIsNone() {
        assertThat(of(List.of("x".repeat(256)), List.of())).isPresent();
        assertThat(of(List.of("x".repeat(257)), List.of())).isEmpty();
    }

    @Test
    void utf8IsReadAsWhatItIs() {
        String asServersReadIt = new String("Jörg".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(of(List.of(asServersReadIt), List.of())).contains(new Identity.OfProxy("Jörg", List.of()));
        assertThat(of(List.of("J\u00f6rg"), List.of())).contains(new Identity.OfProxy("Jörg", List.of()));
    }
}
