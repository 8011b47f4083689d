package dev.sluice.config;

/// `data`: the data store.
///
/// @param url JDBC address of PostgreSQL (or H2), which may hold user and password; absent = a file under the home
/// directory
/// @param datasource JNDI name that wins over `url` where it exists
/// @param secretKey encrypts stored secrets; absent = one is made and kept in the home directory
public record DataConfig(Secret url, String datasource, Secret secretKey) {
    public DataConfig {
        Rules.of("data")
                .check(
                        !url.present()
                                || url.reveal().startsWith("jdbc:postgresql:")
                                || url.reveal().startsWith("jdbc:h2:"),
                        "url",
                        "must begin with jdbc:postgresql: (or jdbc:h2:)")
                .done();
    }
}
