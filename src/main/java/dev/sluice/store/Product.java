package dev.sluice.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/// The databases whose SQL is ours.
enum Product {
    H2,
    POSTGRESQL;

    /// Asks a database what it is.
    ///
    /// @throws StoreSettingException where it is another
    static Product of(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            String name = connection.getMetaData().getDatabaseProductName();
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "h2" -> H2;
                case "postgresql" -> POSTGRESQL;
                default ->
                    throw new StoreSettingException("The data source leads to a " + name
                            + " database; Sluice keeps its data in H2 or PostgreSQL.");
            };
        }
    }
}
