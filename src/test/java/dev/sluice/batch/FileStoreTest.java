package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Database;
import dev.sluice.testing.TestingStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileStoreTest {
    private static final FileQuery ALL = new FileQuery(null, null, 100, false);
    private static final Duration DAY = Duration.ofDays(1);

    private final TestingClock clock = new TestingClock();

    @TempDir
    Path home;

    private static StoredFile file(FileStore files, String owner, String name, byte[] content) {
        try (Upload upload = files.upload(owner, Long.MAX_VALUE)) {
            upload.write(content, 0, content.length);
            return upload.finish("user_data", name, DAY);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(Page<StoredFile> page) {
        return page.rows().stream().map(StoredFile::filename).toList();
    }

    private static long pieces(Database database) {
        return database.call(handle -> handle.createQuery("SELECT COUNT(*) FROM sluice_file_pieces")
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatWasWrittenIsRead(TestingStores kind) throws IOException {
        var content = new byte[3 * Upload.PIECE + 17];
        new Random(4711).nextBytes(content);
        try (Database database = kind.open(home)) {
            var files = new FileStore(database, clock);
            StoredFile stored = file(files, "me", "a.bin", content);
            assertThat(files.require("me", stored.id())).isEqualTo(stored);
            assertThat(stored.bytes()).isEqualTo(content.length);
            try (var in = files.content(stored)) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
            StoredFile empty = file(files, "me", "empty", new byte[0]);
            try (var in = files.content(empty)) {
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void othersSeeNothing(TestingStores kind) {
        try (Database database = kind.open(home)) {
            var files = new FileStore(database, clock);
            String id = file(files, "me", "a", bytes("x")).id();
            for (String stranger : List.of("you", "", "me' OR '1'='1", "ME")) {
                assertThat(catchThrowableOfType(RefusedException.class, () -> files.require(stranger, id))
                                .failure())
                        .isInstanceOf(Failure.NotFound.class);
                assertThat(files.list(stranger, ALL).rows()).isEmpty();
                assertThatThrownBy(() -> files.delete(stranger, id)).isInstanceOf(RefusedException.class);
                assertThatThrownBy(() -> files.list(stranger, new FileQuery(null, id, 1, false)))
                        .isInstanceOf(RefusedException.class);
            }
            assertThat(files.require("me", id).filename()).isEqualTo("a");
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aListIsReadPageByPage(TestingStores kind) {
        try (Database database = kind.open(home)) {
            var files = new FileStore(database, clock);
            for (String name : List.of("1", "2", "3", "4", "5")) {
                file(files, "me", name, bytes(name));
            }
            file(files, "you", "6", bytes("6"));
            Page<StoredFile> first = files.list("me", new FileQuery(null, null, 2, false));
            assertThat(names(first)).containsExactly("5", "4");
            assertThat(first.more()).isTrue();
            String last = first.rows().getLast().id();
            assertThat(names(files.list("me", new FileQuery("user_data", last, 3, false))))
                    .containsExactly("3", "2", "1");
            assertThat(names(files.list("me", new FileQuery(null, last, 9, true))))
                    .containsExactly("5");
            assertThat(files.list("me", new FileQuery("batch", null, 9, true)).rows())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aDeletedFileIsGoneWithItsBytes(TestingStores kind) {
        try (Database database = kind.open(home)) {
            var files = new FileStore(database, clock);
            StoredFile stored = file(files, "me", "a", new byte[20 * Upload.PIECE]);
            assertThat(pieces(database)).isEqualTo(20);
            files.delete("me", stored.id());
            assertThatThrownBy(() -> files.delete("me", stored.id())).isInstanceOf(RefusedException.class);
            assertThat(pieces(database)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aFileEndsWhenItsTimeIsOver(TestingStores kind) {
        try (Database database = kind.open(home)) {
            var files = new FileStore(database, clock);
            StoredFile stored = file(files, "me", "a", bytes("x"));
            clock.forward(DAY.minusSeconds(1));
            assertThat(files.sweep()).isZero();
            assertThat(files.require("me", stored.id())).isEqualTo(stored);
            clock.forward(Duration.ofSeconds(2));
            assertThatThrownBy(() -> files.require("me", stored.id())).isInstanceOf(RefusedException.class);
            assertThat(files.list("me", ALL).rows()).isEmpty();
            assertThat(files.sweep()).isEqualTo(1);
            assertThat(pieces(database)).isZero();
        }
    }

    @Test
    void anUploadThatIsNotFinishedLeavesNothing() {
        try (Database database = TestingStores.H2.open(home)) {
            var files = new FileStore(database, clock);
            try (Upload upload = files.upload("me", Long.MAX_VALUE)) {
                upload.write(new byte[2 * Upload.PIECE], 0, 2 * Upload.PIECE);
                assertThat(files.list("me", ALL).rows())
                        .as("nobody sees it before")
                        .isEmpty();
                assertThat(pieces(database)).isEqualTo(2);
            }
            assertThat(pieces(database)).isZero();
            files.upload("me", 1);
            clock.forward(Duration.ofDays(2));
            assertThat(files.sweep()).as("one that nobody closed").isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        try (Database database = TestingStores.H2.open(home);
                Upload upload = new FileStore(database, clock).upload("me", 10)) {
            upload.write(new byte[10], 0, 10);
            assertThat(catchThrowableOfType(RefusedException.class, () -> upload.write(1))
                            .failure())
                    .isInstanceOf(Failure.TooLarge.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.jsonl, a.jsonl",
        "../../etc/passwd, passwd",
        "'C:\\Users\\me\\a b.txt', a b.txt",
        "/, file",
        "'', file",
        ".., file",
        "naïve ä 文.txt, naïve ä 文.txt",
        "'a\"b<c>d|e?f*g:h', 'a_b_c_d_e_f_g_h'"
    })
    void aNameLeadsNowhere(String asked, String kept) {
        assertThat(FileNames.plain(asked)).isEqualTo(kept);
    }

    @Test
    void aNameHidesNothing() {
        assertThat(FileNames.plain("a\r\nb\u0000c\u202Egpj.exe\ud800")).isEqualTo("abcgpj.exe");
        assertThat(FileNames.plain("x".repeat(5000))).hasSize(200);
    }
}
