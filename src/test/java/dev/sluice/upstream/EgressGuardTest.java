package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.EgressConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressGuardTest {
    private static EgressGuard allowing(String... allow) {
        return new EgressGuard(new EgressConfig(List.of(allow), List.of(), Optional.empty()));
    }

    private static boolean admits(EgressGuard guard, String host, String address) throws UnknownHostException {
        return guard.admits(host, InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.9.9.9",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1"
            })
    void whatIsNotPublicIsNotAdmitted(String address) throws UnknownHostException {
        assertThat(admits(allowing(), "images.example", address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "100.63.255.255",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "2606:4700::1111",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void whatIsPublicIsAdmitted(String address) throws UnknownHostException {
        assertThat(admits(allowing(), "images.example", address)).isTrue();
    }

    @Test
    void anOperatorAllowsHostsAddressesAndNetworks() throws UnknownHostException {
        EgressGuard guard = allowing("Images.Corp", "10.1.0.0/16", "fd00::5");
        assertThat(admits(guard, "images.corp", "10.9.9.9")).isTrue();
        assertThat(admits(guard, "IMAGES.corp.", "10.9.9.9")).isTrue();
        assertThat(admits(guard, "evil.images.corp", "10.9.9.9")).isFalse();
        assertThat(admits(guard, "other", "10.1.2.3")).isTrue();
        assertThat(admits(guard, "other", "::ffff:10.1.2.3")).isTrue();
        assertThat(admits(guard, "other", "10.2.0.1")).isFalse();
        assertThat(admits(guard, "other", "fd00::5")).isTrue();
        assertThat(admits(guard, "other", "fd00::6")).isFalse();
    }
}
