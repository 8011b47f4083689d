package dev.sluice.store;

import dev.sluice.config.DataConfig;
import dev.sluice.config.JndiObject;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/// Where the data store is.
sealed interface Source {
    /// For logs: never with a password.
    String shown();

    /// A file of this machine, for one process.
    ///
    /// @param name of the file, without the `.mv.db` that H2 adds
    record File(Path folder, String name) implements Source {
        @Override
        public String shown() {
            return folder.resolve(name + ".mv.db").toString();
        }

        /// Every commit is written at once, so that a killed process loses none. The wrapper `retry:` brings the file
        /// back after an interrupt, which would otherwise close it for all threads.
        ///
        /// @param ownEngine whether nobody else in this process can have the file open; else the last one
        /// closes it
        String url(boolean ownEngine) {
            return "jdbc:h2:retry:" + folder.resolve(name) + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY="
                    + (ownEngine ? -1 : 0);
        }
    }

    /// An address of JDBC, which may hold a password.
    record Address(JdbcAddress jdbc) implements Source {
        @Override
        public String shown() {
            return jdbc.shown();
        }
    }

    /// The pool of an application server.
    record Pool(String name, DataSource pool) implements Source {
        @Override
        public String shown() {
            return "the data source " + name;
        }
    }

    /// The server's data source where it has one, else the address, else a file under the home directory.
    static Source of(DataConfig config, Path home) {
        Optional<DataSource> pool = JndiObject.find(config.datasource())
                .filter(DataSource.class::isInstance)
                .map(DataSource.class::cast);
        if (pool.isPresent()) {
            return new Pool(config.datasource(), pool.get());
        }
        return config.url().present()
                ? new Address(JdbcAddress.parse(config.url().reveal()))
                : new File(home.resolve("data"), "sluice");
    }
}
