package dev.sluice.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// One sealed word for each key that nodes have used with this store, so that a node with another key is found out when
/// it starts and not when a secret is needed.
final class SecretProbeTable {
    private static final String PURPOSE = "sluice_secret_probe";
    private static final String WORD = "sluice";

    private SecretProbeTable() {}

    /// @return what an operator should know; empty where the key opens what this store holds
    static Optional<String> check(Handle handle, Vault vault) {
        List<String> known = handle.createQuery("SELECT sealed FROM sluice_secret_probe")
                .mapTo(String.class)
                .list();
        if (known.isEmpty()) {
            handle.createUpdate("INSERT INTO sluice_secret_probe (key_id, sealed) VALUES (:key, :sealed)")
                    .bind("key", vault.keyId())
                    .bind("sealed", vault.seal(WORD, PURPOSE))
                    .execute();
            return Optional.empty();
        }
        return known.stream().anyMatch(word -> opens(vault, word))
                ? Optional.empty()
                : Optional.of("The secrets in the data store were sealed with another key than this node's (key "
                        + vault.keyId() + "): they cannot be read here. Give every node the same data.secret-key, or"
                        + " the same secret.key file.");
    }

    private static boolean opens(Vault vault, String word) {
        try {
            return vault.open(word, PURPOSE).equals(WORD);
        } catch (SealException other) {
            return false;
        }
    }
}
