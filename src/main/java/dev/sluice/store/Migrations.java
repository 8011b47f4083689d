package dev.sluice.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/// Brings the tables of a database up to this version's.
///
/// The scripts are named here, because the class path of an application server is not always one that can be searched.
/// A further script is a file beside this class and a line in the list; one that has been released is never changed.
final class Migrations {
    static final List<String> SCRIPTS = List.of(
            "V001__jobs.sql",
            "V002__secret_probe.sql",
            "V003__files.sql",
            "V004__batches.sql",
            "V020__responses.sql",
            "V021__batch_usage.sql",
            "V030__conversations.sql",
            "V031__cookies.sql",
            "V040__ledger.sql");

    private Migrations() {}

    static void apply(DataSource source) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .loggers(MigrationLog.class.getName())
                .table("sluice_migrations")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .outOfOrder(true)
                .resourceProvider(new Scripts())
                .javaMigrationClassProvider(List::of)
                .failOnMissingLocations(false)
                .load()
                .migrate();
    }

    private record Scripts() implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name -> name.startsWith(prefix)
                            && List.of(suffixes).stream().anyMatch(name::endsWith))
                    .<LoadableResource>map(Script::new)
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream in = Migrations.class.getResourceAsStream(name);
            if (in == null) {
                throw new UncheckedIOException(new IOException("the script " + name + " is missing"));
            }
            return new InputStreamReader(in, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return "dev/sluice/store/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
