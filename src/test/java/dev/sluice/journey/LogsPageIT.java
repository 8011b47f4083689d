package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.Json;
import dev.sluice.testing.Programs;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The page of requests in a real browser.
final class LogsPageIT {

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice OPEN =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "prices: { 'fake/*': { input: 1, output: 1 } }\n"));

    @RegisterExtension
    static final RunningSluice LOCKED =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { admin-key: admin-key-2 }\n"));

    @TempDir
    Path profile;

    /// What the page has become after its scripts have run for some seconds.
    private String seen(RunningSluice sluice) {
        String browser = Stream.of("chromium", "google-chrome")
                .filter(Programs::present)
                .findFirst()
                .orElse("");
        assumeTrue(!browser.isEmpty(), "neither chromium nor google-chrome is installed");
        Programs.Ended ended = Programs.run(
                profile,
                Map.of("HOME", profile.toString()),
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=5000",
                "--dump-dom",
                sluice.url() + "/logs");
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended.output();
    }

    @Test
    void operatorsSeeWhoAskedWhatAndWhatItCost() {
        OPEN.client().chat(Json.chat("auto", false));
        OPEN.client().chat(Json.chat("<img src=x onerror=alert(1)>", false));
        String page = seen(OPEN);
        assertThat(page)
                .contains("POST /v1/chat/completions", "auto → fake/gpt-fake", ">local<", "2 of 2 requests")
                .contains("&lt;img src=x")
                .doesNotContain("<img src=\"x\"")
                .containsPattern("\\$0\\.0000[0-9]");
    }

    @Test
    void everybodyElseIsAskedForTheKey() {
        String page = seen(LOCKED);
        assertThat(page)
                .contains("This page needs the admin key.")
                .containsPattern("<form id=\"sign-in\" class=\"tools\">")
                .doesNotContain("POST /v1/chat/completions");
    }
}
