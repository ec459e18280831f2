package io.heartbeat.notifier.http;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The inputs that fuzzing found worth keeping for a test class: the files in {@code src/test/fuzz/CLASS}. */
final class Corpus implements ArgumentsProvider {
    private static final Path FOLDER = Path.of("src/test/fuzz");

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
            throws IOException {
        List<Arguments> inputs = new ArrayList<>();
        Path folder = FOLDER.resolve(context.getRequiredTestClass().getSimpleName());
        try (Stream<Path> files = Files.list(folder).sorted()) {
            for (Path file : (Iterable<Path>) files::iterator) {
                inputs.add(argumentSet(file.getFileName().toString(), (Object) Files.readAllBytes(file)));
            }
        }
        return inputs.stream();
    }
}
