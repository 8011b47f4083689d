package dev.sluice.config;

/// `data`: the data store.
///
/// @param url JDBC address, which may hold a password; absent = a file under the home directory
/// @param datasource JNDI name that wins over `url` where it exists
/// @param secretKey encrypts stored secrets; absent = one is made and kept in the home directory
public record DataConfig(Secret url, String datasource, Secret secretKey) {
    public DataConfig {
        Rules.of("data")
                .check(!url.present() || url.reveal().startsWith("jdbc:"), "url", "must begin with jdbc:")
                .done();
    }
}
