package dev.sluice.testing;

import dev.sluice.config.DataConfig;
import dev.sluice.config.Secret;
import dev.sluice.store.Database;
import java.nio.file.Path;

/// Data stores for tests.
public enum TestingStores {
    H2 {
        @Override
        DataConfig config() {
            return new DataConfig(Secret.NONE, "", Secret.NONE);
        }
    },
    POSTGRESQL {
        @Override
        DataConfig config() {
            return new DataConfig(Secret.of(TestingPostgres.newDatabase()), "", Secret.NONE);
        }
    };

    abstract DataConfig config();

    /// A new store whose file, where it is one, lies under `home`.
    public Database open(Path home) {
        return Database.of(config(), home);
    }
}
