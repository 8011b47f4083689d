package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwitchesTest {
    private final Switches switches = new Switches();

    @Test
    void aSwitchIsAsTheConfigurationSays() {
        assertThat(switches.configured("a", true).on()).isTrue();
        assertThat(switches.configured("b", false).on()).isFalse();
    }

    @Test
    void whatWasSwitchedByHandOutlivesTheConfiguration() {
        switches.configured("a", true).turn(false);
        assertThat(switches.configured("A", true).on()).isFalse();
    }

    @Test
    void anEditOfTheConfigurationCountsAgain() {
        switches.configured("a", true).turn(false);
        assertThat(switches.configured("a", false).on()).isFalse();
        assertThat(switches.configured("a", true).on()).isTrue();
    }
}
