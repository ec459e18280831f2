package io.heartbeat.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir
    Path directory;

    @Test
    void keepsLinesAsTheyWere() throws IOException {
        List<String> lines = List.of("nas 17", "", "  büro 🖥  ", "# a comment", "sha256 of nothing");

        file().write(lines);

        assertThat(file().read()).contains(lines);
    }

    @Test
    void whatAMillionHostsMayNeedCanBeReadBack() throws IOException {
        List<String> lines = Collections.nCopies(70, "x".repeat(1 << 20));

        file().write(lines);

        assertThat(file().read()).contains(lines);
    }

    @Test
    void noLinesAreContentToo() throws IOException {
        file().write(List.of());

        assertThat(file().read()).contains(List.of());
    }

    @Test
    void whatWasNeverWrittenIsEmpty() {
        assertThat(file().read()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isTextThatAPersonCanReadAndCheck() throws Exception {
        file().write(List.of("nas 17"));

        String body = "# heartbeat hosts\nnas 17\n";
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        assertThat(current()).hasContent(body + "sha256 " + HexFormat.of().formatHex(sha256) + "\n");
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        file().write(List.of("nas 17"));
        file().write(List.of("nas 18"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(current())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(previous())))
                .isEqualTo("rw-------");
    }

    @Test
    void theContentBeforeIsKept() throws IOException {
        file().write(List.of("old"));
        file().write(List.of("new"));

        assertThat(file().read()).contains(List.of("new"));
        Files.delete(current());
        assertThat(file().read()).contains(List.of("old"));
        assertThat(names()).containsExactly("hosts.previous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "two\rlines", "half a surrogate \ud83d"})
    void linesThatCouldNotBeReadBackAreRefused(String line) throws IOException {
        file().write(List.of("old"));

        assertThatIllegalArgumentException().isThrownBy(() -> file().write(List.of(line)));
        assertThat(file().read()).contains(List.of("old"));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("emptied", content -> new byte[0]),
                damage("filled with NUL", content -> new byte[content.length]),
                damage("cut in half", content -> Arrays.copyOf(content, content.length / 2)),
                damage("without its last byte", content -> Arrays.copyOf(content, content.length - 1)),
                damage("with a byte too many", content -> Arrays.copyOf(content, content.length + 1)),
                damage("with a bit flipped", StateFileTest::flipped),
                damage("garbage", content -> new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff}),
                damage("sealed but not UTF-8", content -> sealed(new byte[] {(byte) 0xc3, (byte) 0x28, '\n'})),
                damage("swapped with another", content -> SealedText.encode("outbox", List.of("new"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedFileIsSetAsideAndThePreviousOneUsed(String name, UnaryOperator<byte[]> damage) throws IOException {
        file().write(List.of("old"));
        file().write(List.of("new"));
        byte[] damaged = damage.apply(Files.readAllBytes(current()));
        Files.write(current(), damaged);

        assertThat(file().read()).contains(List.of("old"));

        assertThat(directory.resolve("hosts.damaged-20261122T120000Z")).hasBinaryContent(damaged);
        assertThat(current()).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void withoutAPreviousOneADamagedFileIsAnEmptyOne(String name, UnaryOperator<byte[]> damage) throws IOException {
        file().write(List.of("only"));
        Files.write(current(), damage.apply(Files.readAllBytes(current())));

        assertThat(file().read()).isEmpty();

        file().write(List.of("again"));
        assertThat(file().read()).contains(List.of("again"));
    }

    @Test
    void bothDamagedAreBothSetAside() throws IOException {
        file().write(List.of("old"));
        file().write(List.of("new"));
        Files.write(current(), new byte[100]);
        Files.write(previous(), new byte[100]);

        assertThat(file().read()).isEmpty();
        assertThat(names()).containsExactly("hosts.damaged-20261122T120000Z", "hosts.damaged-20261122T120000Z-2");
    }

    @Test
    void whatCannotBeReadAtAllIsDamagedToo() throws IOException {
        file().write(List.of("old"));
        file().write(List.of("new"));
        Files.delete(current());
        Files.createDirectory(current());

        assertThat(file().read()).contains(List.of("old"));
        assertThat(current()).doesNotExist();
    }

    @Test
    void aDamagedFileThatCannotBeMovedAsideCostsNoCrash() throws IOException {
        file().write(List.of("old"));
        file().write(List.of("new"));
        Files.write(current(), new byte[100]);
        StateFile stuck = file(new FailingDisk(1));

        assertThat(stuck.read()).contains(List.of("old"));
        stuck.write(List.of("newer"));

        assertThat(file().read()).contains(List.of("newer"));
        Files.delete(current());
        assertThat(file().read()).contains(List.of("old"));
    }

    @ParameterizedTest(name = "step {0}")
    @ValueSource(ints = {1, 2, 3})
    void aWriteThatFailsLeavesTheOldContentReadable(int step) throws IOException {
        file().write(List.of("older"));
        file().write(List.of("old"));
        FailingDisk disk = new FailingDisk(step);

        assertThatIOException()
                .isThrownBy(() -> file(disk).write(List.of("new")))
                .withMessageContaining("Cannot write " + current())
                .withMessageContaining(step == 1 ? "No space left on device" : "Input/output error")
                .withMessageContaining("set state-dir");

        assertThat(disk.hasFailed()).isTrue();
        assertThat(names()).doesNotContain("hosts.tmp").noneMatch(name -> name.contains("damaged"));
        assertThat(StateFile.peek(directory, "hosts")).contains(List.of("old"));
        assertThat(file().read()).contains(List.of("old"));
        file().write(List.of("new"));
        assertThat(file().read()).contains(List.of("new"));
        Files.delete(current());
        assertThat(file().read()).contains(List.of("old"));
    }

    @Test
    void aDirectoryThatNeverCouldBeSyncedIsNoFailure() throws IOException {
        file().write(List.of("old"));
        FailingDisk disk = new FailingDisk(4);

        file(disk).write(List.of("new"));

        assertThat(disk.hasFailed()).isTrue();
        assertThat(file().read()).contains(List.of("new"));
    }

    @Test
    void aDirectoryWhoseSyncFailsLaterMeansThatNothingIsKnownToBeStored() throws IOException {
        FailingDisk disk = new FailingDisk(6);
        file(disk).write(List.of("old"));

        assertThatIOException()
                .isThrownBy(() -> file(disk).write(List.of("new")))
                .withMessageContaining("Input/output error");

        file(disk).write(List.of("newer"));
        assertThat(file().read()).contains(List.of("newer"));
    }

    @Test
    void aLeftoverOfACrashIsNoObstacle() throws IOException {
        Files.writeString(directory.resolve("hosts.tmp"), "half a fi");

        file().write(List.of("new"));

        assertThat(names()).containsExactly("hosts");
    }

    @Test
    void somethingElseInTheWayIsReportedInClearWords() throws IOException {
        Files.createDirectories(directory.resolve("hosts/occupied"));

        assertThatIOException()
                .isThrownBy(() -> file().write(List.of("new")))
                .withMessageContaining("Cannot write " + current())
                .withMessageContaining("set state-dir");
        assertThat(names()).containsExactly("hosts");
    }

    @Test
    void peekingTouchesNothing() throws IOException {
        file().write(List.of("old"));
        file().write(List.of("new"));
        assertThat(StateFile.peek(directory, "hosts")).contains(List.of("new"));

        Files.write(current(), new byte[100]);

        assertThat(StateFile.peek(directory, "hosts")).contains(List.of("old"));
        assertThat(StateFile.peek(directory, "nothing")).isEmpty();
        assertThat(names()).containsExactly("hosts", "hosts.previous");
    }

    private StateFile file() {
        return file(new Disk());
    }

    private StateFile file(Disk disk) {
        return new StateFile(directory, "hosts", disk, NOON, () -> true);
    }

    private Path current() {
        return directory.resolve("hosts");
    }

    private Path previous() {
        return directory.resolve("hosts.previous");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Arguments damage(String name, UnaryOperator<byte[]> damage) {
        return Arguments.of(name, damage);
    }

    private static byte[] flipped(byte[] content) {
        byte[] flipped = content.clone();
        flipped[flipped.length / 3] ^= 1;
        return flipped;
    }

    private static byte[] sealed(byte[] body) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(body);
            byte[] seal = ("sha256 " + HexFormat.of().formatHex(sha256) + "\n").getBytes(StandardCharsets.US_ASCII);
            byte[] whole = Arrays.copyOf(body, body.length + seal.length);
            System.arraycopy(seal, 0, whole, body.length, seal.length);
            return whole;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
