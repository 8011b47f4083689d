package dev.sluice.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Database;
import dev.sluice.testing.TestingStores;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieJarTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path home;

    private void with(TestingStores kind, Consumer<Database> work) {
        try (Database database = kind.open(home)) {
            work.accept(database);
        }
    }

    private static CookieJar at(Database database, Duration later) {
        return new CookieJar(database, Clock.fixed(START.plus(later), ZoneOffset.UTC));
    }

    private static CookieJar.Kept keep(CookieJar jar, String json) {
        return jar.keep("ann", "c.json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String cookie(String domain, String more) {
        return "[{'name':'sid','value':'42','domain':'" + domain + "'" + more + "}]";
    }

    private String sent(String json, String address) {
        try (Database database = TestingStores.H2.open(home)) {
            CookieJar jar = at(database, Duration.ZERO);
            keep(jar, json);
            return jar.header("ann", URI.create(address));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // domain, more, address, sent
        "chat.example.com, '', https://chat.example.com/v1, true",
        "chat.example.com, '', https://a.chat.example.com/v1, false",
        ".example.com, '', https://chat.example.com/v1, true",
        ".example.com, '', https://example.com/v1, true",
        ".example.com, '', https://badexample.com/v1, false",
        ".example.com, '', https://example.com.evil.net/v1, false",
        "example.com, ',\"hostOnly\":false', https://chat.example.com/, true",
        ".example.com, ',\"hostOnly\":true', https://chat.example.com/, false",
        "EXAMPLE.com, '', https://example.COM/, true",
        "chat.example.com, ',\"secure\":true', http://chat.example.com/v1, false",
        "chat.example.com, ',\"secure\":true', https://chat.example.com/v1, true",
        "chat.example.com, ',\"path\":\"/v1\"', https://chat.example.com/v1/chat, true",
        "chat.example.com, ',\"path\":\"/v1/\"', https://chat.example.com/v1/chat, true",
        "chat.example.com, ',\"path\":\"/v1\"', https://chat.example.com/v10, false",
        "chat.example.com, ',\"path\":\"/v1\"', https://chat.example.com, false",
        "127.0.0.1, '', http://127.0.0.1:9101/v1, true",
        ".0.0.1, '', http://127.0.0.1:9101/v1, false",
        ".com, '', https://example.com/, false",
        ".co.uk, '', https://example.co.uk/, false",
        ".github.io, '', https://somebody.github.io/, false",
        "somebody.github.io, '', https://somebody.github.io/, true",
        "m\u00fcnchen.example, '', https://xn--mnchen-3ya.example/, true",
    })
    void aCookieGoesWhereABrowserWouldSendIt(String domain, String more, String address, boolean goes) {
        assertThat(sent(cookie(domain, more), address)).isEqualTo(goes ? "sid=42" : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'name':'a b','value':'1','domain':'x.org'}]",
                "[{'name':'','value':'1','domain':'x.org'}]",
                "[{'name':'a','value':'1\\r\\nX: y','domain':'x.org'}]",
                "[{'name':'a','value':'1;b=2','domain':'x.org'}]",
                "[{'name':'a','value':'1','domain':'x.org','expirationDate':1500000000}]",
                "[{'name':'a','value':'1','domain':''}]",
                "[{'name':'a','value':'1','domain':'x.org/'}]",
                "[{'name':'__Host-a','value':'1','domain':'.x.org','secure':true}]",
                "[{'name':'__Secure-a','value':'1','domain':'x.org'}]",
                "[{'name':'a','value':'1','domain':'x.org','path':'/\\n'}]",
            })
    void whatABrowserWouldRefuseIsIgnored(String json) {
        with(
                TestingStores.H2,
                database -> assertThat(keep(at(database, Duration.ZERO), json)).isEqualTo(new CookieJar.Kept(0, 1)));
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aCookieIsItsOwnersUntilItExpires(TestingStores kind) {
        with(kind, database -> {
            CookieJar jar = at(database, Duration.ZERO);
            keep(
                    jar,
                    cookie(
                            "x.org",
                            ",'expirationDate':" + START.plusSeconds(100).getEpochSecond()));
            URI address = URI.create("https://x.org/");
            assertThat(jar.header("ann", address)).isEqualTo("sid=42");
            assertThat(jar.header("bob", address)).isEmpty();
            assertThat(at(database, Duration.ofSeconds(101)).header("ann", address))
                    .isEmpty();
            at(database, Duration.ofSeconds(101)).sweep();
            assertThat(jar.header("ann", address)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aLaterUploadReplacesAndLongerPathsComeFirst(TestingStores kind) {
        with(kind, database -> {
            CookieJar jar = at(database, Duration.ZERO);
            keep(jar, cookie("x.org", ""));
            keep(jar, cookie("x.org", ",'path':'/v1'").replace("42", "43"));
            keep(jar, cookie("x.org", "").replace("42", "44"));
            assertThat(jar.header("ann", URI.create("https://x.org/v1/chat"))).isEqualTo("sid=43; sid=44");
        });
    }

    @Test
    void valuesAreSealedInTheStore() {
        with(TestingStores.H2, database -> {
            keep(at(database, Duration.ZERO), cookie("x.org", ""));
            String sealed = database.call(handle -> handle.createQuery("SELECT sealed FROM sluice_cookies")
                    .mapTo(String.class)
                    .one());
            assertThat(sealed).startsWith("v1.").doesNotContain("42=");
        });
    }

    @Test
    void aRecordingGivesTheCookiesOfItsRequestsAndAnswers() {
        String har = "{'log':{'version':'1.2','entries':[{'request':{'url':'https://chat.example.com/a',"
                + "'cookies':[{'name':'sent','value':'1'}],'postData':{'text':'{}'}},"
                + "'response':{'content':{'text':'x'},'cookies':[{'name':'set','value':'2','domain':'.example.com'},"
                + "{'name':'stranger','value':'3','domain':'.evil.net'}]}}]}}";
        assertThat(sent(har, "https://chat.example.com/")).isEqualTo("sent=1; set=2");
        assertThat(sent(har, "https://www.example.com/")).isEqualTo("set=2");
        assertThat(sent(har, "https://www.evil.net/")).isEmpty();
    }

    @Test
    void theStateOfABrowserIsReadToo() {
        String state =
                "{'cookies':[{'name':'sid','value':'42','domain':'x.org','path':'/','expires':-1}],'origins':[]}";
        assertThat(sent(state, "https://x.org/")).isEqualTo("sid=42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "nonsense", "[{", "{\"log\":{\"entries\":[{", "{\".x.org\":{\"sid\":\"42\"}}"})
    void whatIsNoFileOfCookiesIsRefused(String json) {
        with(TestingStores.H2, database -> {
            CookieJar jar = at(database, Duration.ZERO);
            assertThat(catchThrowableOfType(RefusedException.class, () -> keep(jar, json)))
                    .isNotNull();
        });
    }

    @Test
    void anOwnerCannotKeepTooMany() {
        with(TestingStores.H2, database -> {
            CookieJar jar = at(database, Duration.ZERO);
            String many = IntStream.rangeClosed(0, 3_000)
                    .mapToObj(number -> "{'name':'n" + number + "','value':'1','domain':'x.org'}")
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(catchThrowableOfType(RefusedException.class, () -> keep(jar, many)))
                    .isNotNull();
            assertThat(jar.header("ann", URI.create("https://x.org/"))).isEmpty();
        });
    }

    @Test
    void aCookieDoesNotPrintItsValue() {
        assertThat(List.of(new Cookie("sid", "secret", "x.org", true, "/", false, START))
                        .toString())
                .doesNotContain("secret");
    }
}
