package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.AuthConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.SsoConfig;
import dev.sluice.exchange.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatekeeperTest {
    private static final SsoConfig NO_SSO = new SsoConfig("X-User", "X-Groups", List.of(), List.of());

    @ParameterizedTest
    @CsvSource({
        // key, admin key, open, sent, loopback, forwarded -> name or refused
        "'',   '',    false, '',     true,  false, local",
        "'',   '',    false, 'any',  true,  false, local",
        "'',   '',    false, '',     true,  true,  refused",
        "'',   '',    false, '',     false, false, refused",
        "'',   '',    true,  '',     false, true,  anybody",
        "'',   '',    true,  '',     true,  false, local",
        "'k',  '',    false, '',     true,  false, refused",
        "'k',  '',    false, 'k',    false, true,  api-key",
        "'k',  '',    false, 'kk',   true,  false, refused",
        "'k',  'a',   false, 'a',    false, true,  admin-key",
        "'',   'a',   false, '',     true,  false, refused",
        "'',   'a',   true,  '',     false, false, anybody",
        "'',   'a',   true,  'a',    false, false, admin-key",
        "'k',  '',    true,  '',     false, false, refused",
    })
    void admitsOnlyWhoMayCall(
            String key, String admin, boolean open, String sent, boolean loopback, boolean forwarded, String expected) {
        var gatekeeper = new Gatekeeper(new AuthConfig(Secret.of(key), Secret.of(admin), open, NO_SSO));
        var credentials = new Credentials(sent.isEmpty() ? List.of() : List.of(sent), loopback, forwarded);
        assertThat(said(gatekeeper.decide(credentials))).isEqualTo(expected);
    }

    private static String said(Decision decision) {
        return switch (decision) {
            case Decision.Admitted(Caller caller) -> caller.name();
            case Decision.Refused refused -> "refused";
        };
    }

    @Test
    void anEmptySecretAdmitsNobody() {
        var gatekeeper = new Gatekeeper(new AuthConfig(Secret.of("k"), Secret.of(""), false, NO_SSO));
        assertThat(said(gatekeeper.decide(new Credentials(List.of(""), true, false))))
                .isEqualTo("refused");
    }

    @Test
    void oneOfSeveralKeysIsEnough() {
        var gatekeeper = new Gatekeeper(new AuthConfig(Secret.of("k"), Secret.NONE, false, NO_SSO));
        assertThat(said(gatekeeper.decide(new Credentials(List.of("other", "k"), false, true))))
                .isEqualTo("api-key");
    }

    @Test
    void saysHowToSetAKeyWhereNoneIsSet() {
        var gatekeeper = new Gatekeeper(new AuthConfig(Secret.NONE, Secret.NONE, false, NO_SSO));
        var refused = (Decision.Refused) gatekeeper.decide(new Credentials(List.of(), false, false));
        assertThat(refused.failure()).isInstanceOf(Failure.Unauthenticated.class);
        assertThat(refused.failure().message()).contains("SLUICE_API_KEY").contains("auth.open");
    }

    @Test
    void onlyLocalAndTheAdminKeyAreAdmin() {
        assertThat(List.of(Caller.LOCAL, Caller.ADMIN)).allMatch(Caller::admin);
        assertThat(List.of(Caller.ANYBODY, Caller.BY_KEY)).noneMatch(Caller::admin);
    }
}
