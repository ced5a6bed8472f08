package dev.verdigris.engine.internal.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.verdigris.core.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SqlFilesTest {

    @TempDir
    Path directory;

    @Test
    void filesAtAnyDepthAreFoundExceptHiddenOnes() throws IOException {
        write("b/two.sql", "SELECT 2");
        write("a/x/one.sql", "SELECT '€'");
        write("a/notes.txt", "no");
        write(".git/three.sql", "no");
        write("a/.four.sql", "no");

        assertThat(SqlFiles.in(directory)).isInstanceOfSatisfying(SqlFiles.Found.Read.class, read -> {
            assertThat(read.files()).extracting(ModelFile::path).containsExactly("a/x/one.sql", "b/two.sql");
            assertThat(read.files().get(0).text()).isEqualTo("SELECT '€'");
            assertThat(read.files().get(0).shownAs()).startsWith(directory.toString());
        });
    }

    @Test
    void aFileThatIsNotTextIsReported() throws IOException {
        Files.write(directory.resolve("bad.sql"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(SqlFiles.in(directory))
                .isInstanceOfSatisfying(
                        SqlFiles.Found.Unreadable.class,
                        unreadable -> assertThat(unreadable.what()).contains("bad.sql", "UTF-8"));
    }

    @Test
    void aMissingDirectoryIsReported() {
        assertThat(SqlFiles.in(directory.resolve("nowhere"))).isInstanceOf(SqlFiles.Found.Unreadable.class);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
