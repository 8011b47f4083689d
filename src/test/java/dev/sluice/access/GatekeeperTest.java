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

    private static Decision decide(AuthConfig auth, List<String> keys, Identity... identities) {
        return new Gatekeeper(auth).decide(new Credentials(keys, true, false, List.of(identities), false));
    }

    private static AuthConfig sso(String key) {
        return new AuthConfig(
                Secret.of(key),
                Secret.of("a"),
                false,
                new SsoConfig("X-User", "X-Groups", List.of("10.0.0.0/8"), List.of("ops")));
    }

    @Test
    void aUserToldByAProxyIsACallerWithGroups() {
        var ann = new Identity.OfProxy("ann", List.of("staff"));
        var bob = new Identity.OfProxy("bob", List.of("staff", "ops"));
        assertThat(decide(sso(""), List.of(), ann))
                .isEqualTo(new Decision.Admitted(Caller.user("ann", false, List.of("staff"))));
        assertThat(decide(sso(""), List.of(), bob))
                .isEqualTo(new Decision.Admitted(Caller.user("bob", true, List.of("staff", "ops"))));
        assertThat(said(decide(sso("k"), List.of("k"), ann))).isEqualTo("ann");
        assertThat(said(decide(sso("k"), List.of("any text"), ann))).isEqualTo("ann");
        assertThat(said(decide(sso("k"), List.of("a"), ann))).isEqualTo("admin-key");
    }

    @Test
    void whereProxiesTellUsersEverybodyNeedsACredential() {
        assertThat(said(decide(sso(""), List.of()))).isEqualTo("refused");
    }

    @Test
    void aUserIsNotBelievedWhereNoProxyIsTrusted() {
        var auth = new AuthConfig(Secret.of("k"), Secret.NONE, false, NO_SSO);
        assertThat(said(decide(auth, List.of(), new Identity.OfProxy("ann", List.of()))))
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource({"true, false, true", "false, true, false", "true, true, true"})
    void aPrincipalOfTheServerCallsByItsRoles(boolean adminRole, boolean userRole, boolean admin) {
        var auth = new AuthConfig(Secret.of("k"), Secret.NONE, false, NO_SSO);
        assertThat(decide(auth, List.of(), new Identity.OfServer("eve", adminRole, userRole)))
                .isEqualTo(new Decision.Admitted(Caller.user("eve", admin, List.of())));
    }

    @Test
    void aPrincipalWithoutARoleIsToldWhichRolesThereAre() {
        var eve = new Identity.OfServer("eve", false, false);
        for (Secret key : List.of(Secret.of("k"), Secret.NONE)) {
            var refused = (Decision.Refused) decide(new AuthConfig(key, Secret.NONE, false, NO_SSO), List.of(), eve);
            assertThat(refused.failure()).isInstanceOf(Failure.Forbidden.class);
            assertThat(refused.failure().message()).contains("sluice-user").contains("sluice-admin");
        }
        var keyed = new AuthConfig(Secret.of("k"), Secret.NONE, false, NO_SSO);
        assertThat(said(decide(keyed, List.of("k"), eve))).isEqualTo("api-key");
        var open = new AuthConfig(Secret.NONE, Secret.NONE, true, NO_SSO);
        assertThat(said(decide(open, List.of(), eve))).isEqualTo("anybody");
    }

    @Test
    void aWrongPasswordIsNoCredential() {
        var wrong = new Credentials(List.of(), true, false, List.of(), true);
        var keyed = new Gatekeeper(new AuthConfig(Secret.of("k"), Secret.NONE, false, NO_SSO));
        assertThat(keyed.decide(wrong))
                .isEqualTo(new Decision.Refused(new Failure.Unauthenticated(
                        "The user name or the password is not known here.", "invalid_api_key")));
        var unguarded = new Gatekeeper(new AuthConfig(Secret.NONE, Secret.NONE, false, NO_SSO));
        assertThat(said(unguarded.decide(wrong))).isEqualTo("local");
    }

    @Test
    void onlyLocalAndTheAdminKeyAreAdmin() {
        assertThat(List.of(Caller.LOCAL, Caller.ADMIN)).allMatch(Caller::admin);
        assertThat(List.of(Caller.ANYBODY, Caller.BY_KEY)).noneMatch(Caller::admin);
    }

    @Test
    void aUserCalledLikeAKeysHolderOwnsOtherThings() {
        assertThat(Caller.user(Caller.BY_KEY.name(), false, List.of()).owner()).isNotEqualTo(Caller.BY_KEY.owner());
    }
}
