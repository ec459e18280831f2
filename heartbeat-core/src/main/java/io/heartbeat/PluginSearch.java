package io.heartbeat;

import io.heartbeat.internal.plugin.PluginDiscovery;
import io.heartbeat.spi.NotifierFactory;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where plug-ins are searched for.
 *
 * @param on whether those count that nobody asked for
 * @param loader the only class loader to search; null for the usual ones
 */
record PluginSearch(boolean on, @Nullable ClassLoader loader) {
    static final PluginSearch USUAL = new PluginSearch(true, null);

    PluginSearch in(ClassLoader only) {
        return new PluginSearch(on, only);
    }

    PluginSearch on(boolean search) {
        return new PluginSearch(search, loader);
    }

    /**
     * Searches, usually as the calling thread sees the application, and as heartbeat-api does.
     *
     * @param asked whether somebody asked for any
     */
    <F> PluginDiscovery<F> search(Class<F> service, Function<F, @Nullable String> typeOf, boolean asked) {
        return PluginDiscovery.search(service, typeOf, on || asked ? loaders() : List.of());
    }

    private List<ClassLoader> loaders() {
        return loader != null
                ? List.of(loader)
                : Stream.of(Thread.currentThread().getContextClassLoader(), NotifierFactory.class.getClassLoader())
                        .filter(Objects::nonNull)
                        .toList();
    }
}
