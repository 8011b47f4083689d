package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JdbcAddressTest {
    @Test
    void credentialsMayStandBeforeTheHost() {
        JdbcAddress address = JdbcAddress.parse("jdbc:postgresql://me:p%40ss+1@db.intra:5432/sluice?sslmode=require");
        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.intra:5432/sluice?sslmode=require");
        assertThat(address.user()).contains("me");
        assertThat(address.password()).contains("p@ss+1");
    }

    @Test
    void credentialsMayBeParameters() {
        JdbcAddress address = JdbcAddress.parse("jdbc:postgresql://db/sluice?user=me&password=p");
        assertThat(address.user()).isEmpty();
        assertThat(address.url()).contains("user=me&password=p");
    }

    @Test
    void noPasswordIsShown() {
        assertThat(JdbcAddress.parse("jdbc:postgresql://db/sluice?user=me&password=p-9"))
                .hasToString("jdbc:postgresql://db/sluice");
        assertThat(JdbcAddress.parse("jdbc:postgresql://me:p-9@db/sluice")).hasToString("jdbc:postgresql://db/sluice");
    }
}
