package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticesTest {
    @TempDir
    Path home;

    @Test
    void anEmptyConfigurationIsNotRemarkedUpon() {
        assertThat(new TestingConfig(home).notices()).isEmpty();
        assertThat(new TestingConfig(home)
                        .file("search: {}\negress: { allow: [] }\nmedia: { dir: '' }")
                        .notices())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models: { slots: 1 }",
                "cluster: { redis: 'redis://h' }",
                "cache: { enabled: true }",
                "telemetry: { metrics: true }"
            })
    void anAreaThatComesLaterIsRemarkedUponOnce(String text) {
        String area = text.substring(0, text.indexOf(':'));
        assertThat(new TestingConfig(home).file(text).notices())
                .containsExactly(area + ": not in this version, kept without effect");
    }

    @Test
    void partsOfAnAreaThatComeLaterAreRemarkedUpon() {
        var notices = new TestingConfig(home).file("""
                aliases: { a: { strategy: cheapest, targets: [x] }, b: { targets: [x], when: { p: "health > 1" } }, c: [x] }
                """).notices();
        assertThat(notices)
                .containsExactly(
                        "aliases.a: strategy cheapest is not in this version, its targets are taken in order",
                        "aliases.b: conditions are not in this version, its targets are taken in order");
    }
}
