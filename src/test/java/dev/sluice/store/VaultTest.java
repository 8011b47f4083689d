package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.DataConfig;
import dev.sluice.config.Secret;
import dev.sluice.testing.TestingStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final Vault VAULT = Vault.of(Secret.of("a passphrase of the operator's"));

    @TempDir
    Path home;

    @Test
    void whatWasSealedOpens() throws SealException {
        String closed = VAULT.seal("sk-upstream-1", "keys.value.7");
        assertThat(closed).startsWith("v1." + VAULT.keyId() + ".").doesNotContain("sk-upstream");
        assertThat(VAULT.open(closed, "keys.value.7")).isEqualTo("sk-upstream-1");
        assertThat(VAULT.seal("sk-upstream-1", "keys.value.7")).isNotEqualTo(closed);
    }

    @Test
    void itOpensForItsPurposeAlone() {
        String closed = VAULT.seal("x", "keys.value.7");
        assertThatThrownBy(() -> VAULT.open(closed, "keys.value.8")).isInstanceOf(SealException.class);
    }

    @Test
    void aChangedByteIsFoundOut() {
        String closed = VAULT.seal("some secret", "p");
        int at = closed.length() - 5;
        String changed = closed.substring(0, at) + (closed.charAt(at) == 'A' ? 'B' : 'A') + closed.substring(at + 1);
        assertThatThrownBy(() -> VAULT.open(changed, "p")).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> VAULT.open("v1." + VAULT.keyId() + ".AAAA", "p"))
                .isInstanceOf(SealException.class);
        assertThatThrownBy(() -> VAULT.open("plain", "p")).isInstanceOf(SealException.class);
    }

    @Test
    void anotherKeyIsNamed() {
        String closed = Vault.of(Secret.of("another")).seal("x", "p");
        assertThatThrownBy(() -> VAULT.open(closed, "p"))
                .hasMessageContaining(VAULT.keyId())
                .hasMessageContaining(closed.split("\\.")[1]);
    }

    @Test
    void aKeyIsMadeOnceForItsOwnerAlone() throws IOException {
        var config = new DataConfig(Secret.NONE, "", Secret.NONE);
        Vault made = Vault.of(config, home);
        Path file = home.resolve("secret.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Vault.of(config, home).keyId()).isEqualTo(made.keyId());
        Vault otherNode = Vault.of(Secret.of(Files.readString(file)));
        assertThat(otherNode.keyId()).as("its text is the key on another node").isEqualTo(made.keyId());
    }

    @Test
    void aNodeWithAnotherKeyIsToldSo() {
        try (Database database = TestingStores.H2.open(home)) {
            Vault first = database.vault();
            Optional<String> same = database.call(handle -> SecretProbeTable.check(handle, first));
            assertThat(same).isEmpty();
            Optional<String> other = database.call(handle -> SecretProbeTable.check(handle, VAULT));
            assertThat(other.orElseThrow()).contains("data.secret-key", "secret.key", VAULT.keyId());
        }
    }
}
