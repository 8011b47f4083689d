package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,        10.1.2.3,               true",
        "10.0.0.0/8,        11.1.2.3,               false",
        "10.1.2.3,          10.1.2.3,               true",
        "10.1.2.3,          10.1.2.4,               false",
        "192.168.4.0/22,    192.168.7.255,          true",
        "192.168.4.0/22,    192.168.8.0,            false",
        "0.0.0.0/0,         203.0.113.9,            true",
        "0.0.0.0/0,         2001:db8::1,            false",
        "::1,               0:0:0:0:0:0:0:1,        true",
        "fd00::/8,          fd12::1,                true",
        "fd00::/8,          fe80::1%eth0,           false",
        "fe80::/10,         fe80::1%eth0,           true",
        "2001:db8::/33,     2001:db8:7fff::1,       true",
        "2001:db8::/33,     2001:db8:8000::1,       false",
        "10.0.0.0/8,        ::ffff:10.9.9.9,        true",
        "::ffff:10.0.0.0/104, 10.9.9.9,             true",
        "10.0.0.0/8,        localhost,              false",
        "10.0.0.0/8,        '',                     false",
        "10.0.0.0/8,        10.0.0.1/8,             false",
    })
    void holdTheirAddressesAndNoOthers(String written, String address, boolean held) {
        assertThat(Networks.of(List.of(written)).hold(address)).isEqualTo(held);
    }

    @Test
    void noneHoldNothing() {
        assertThat(Networks.of(List.of()).hold("127.0.0.1")).isFalse();
    }
}
