package dev.sluice.testing;

import dev.sluice.config.DataConfig;
import dev.sluice.config.Secret;
import dev.sluice.store.Database;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Data stores for tests.
public enum TestingStores {
    H2 {
        @Override
        DataConfig config(Path home) {
            return new DataConfig(Secret.NONE, "", Secret.NONE);
        }
    },
    POSTGRESQL {
        @Override
        DataConfig config(Path home) {
            return new DataConfig(
                    Secret.of(DATABASES.computeIfAbsent(home, any -> TestingPostgres.newDatabase())), "", Secret.NONE);
        }
    };

    private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

    abstract DataConfig config(Path home);

    /// The store of this home, a new one the first time.
    public Database open(Path home) {
        return Database.of(config(home), home);
    }
}
