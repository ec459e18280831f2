package io.heartbeat.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.heartbeat.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one directory: only real processes can show what their locks do. */
@Timeout(60)
class StateDirectoryProcessTest {
    @TempDir
    Path directory;

    @Test
    void anotherProcessIsNamedAndItsDeathFreesTheDirectory() throws Exception {
        Process holder = startHolder();
        try (BufferedReader output = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("holding");

            assertThatIOException()
                    .isThrownBy(() -> StateDirectory.open(directory))
                    .withMessageContaining("process " + holder.pid())
                    .withMessageContaining("state-dir");
            assertThat(StateFile.peek(directory, "hosts")).contains(List.of("held"));

            holder.destroyForcibly().waitFor();

            try (StateDirectory state = StateDirectory.open(directory)) {
                assertThat(state.file("hosts").read()).contains(List.of("held"));
            }
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void aRefusedAttemptFromWithinDoesNotFreeTheDirectoryForOthers() throws Exception {
        try (StateDirectory mine = StateDirectory.open(directory)) {
            assertThatIOException().isThrownBy(() -> StateDirectory.open(directory));
            mine.file("hosts").write(List.of("mine"));

            Process other = startHolder();
            try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
                assertThat(output.readLine())
                        .contains("process " + ProcessHandle.current().pid());
            } finally {
                other.destroyForcibly();
            }
        }
    }

    private Process startHolder() throws IOException {
        return ChildJvm.of(Holder.class, directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Opens the directory, says so or why not, and holds it until killed. */
    static final class Holder {
        public static void main(String[] arguments) throws InterruptedException {
            try (StateDirectory state = StateDirectory.open(Path.of(arguments[0]))) {
                state.file("hosts").write(List.of("held"));
                System.out.println("holding");
                Thread.sleep(Long.MAX_VALUE);
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
