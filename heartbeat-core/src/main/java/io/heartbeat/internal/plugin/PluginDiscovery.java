package io.heartbeat.internal.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the plug-ins of one kind, on class path and module path. Whatever is wrong with one of them, the others are found.
 *
 * @param <F> the kind of factory
 */
public final class PluginDiscovery<F> {
    /** {@link ServiceLoader} may fail at each step and go on at the next; nobody has so many plug-ins. */
    private static final int MOST_STEPS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(PluginDiscovery.class);

    private static final Pattern TYPE = Pattern.compile("(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*");

    private final Class<F> service;
    private final Function<F, @Nullable String> typeOf;
    private final Map<String, Candidate<F>> candidates = new LinkedHashMap<>();
    private final Map<String, BrokenPlugin> broken = new LinkedHashMap<>();
    private final Set<Class<?>> tried = new HashSet<>();

    private PluginDiscovery(Class<F> service, Function<F, @Nullable String> typeOf) {
        this.service = service;
        this.typeOf = typeOf;
    }

    /** Searches these class loaders one after the other; what an earlier one gave does not count again. */
    public static <F> PluginDiscovery<F> search(
            Class<F> service, Function<F, @Nullable String> typeOf, List<ClassLoader> loaders) {
        PluginDiscovery<F> discovery = new PluginDiscovery<>(service, typeOf);
        for (ClassLoader loader : new LinkedHashSet<>(loaders)) {
            discovery.takeProviders(loader);
            discovery.explainTheOthers(loader);
        }
        return discovery;
    }

    /** The factories that can be used, in the order in which they were found. */
    public List<Candidate<F>> candidates() {
        return List.copyOf(candidates.values());
    }

    /** What was offered in vain. */
    public List<BrokenPlugin> broken() {
        return List.copyOf(broken.values());
    }

    private void takeProviders(ClassLoader loader) {
        Iterator<ServiceLoader.Provider<F>> providers =
                ServiceLoader.load(service, loader).stream().iterator();
        for (int step = 0; step < MOST_STEPS; step++) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                take(providers.next());
            } catch (Throwable e) { // whatever is wrong with this one, there may be others; explained below
                log.debug("A provider of {} is skipped: {}", service.getName(), Fault.of(e));
            }
        }
    }

    private void take(ServiceLoader.Provider<F> provider) {
        Class<? extends F> type = provider.type();
        String name = type.getName();
        if (candidates.containsKey(name) || !tried.add(type)) {
            return;
        }
        try {
            F factory = provider.get();
            String own = typeOf.apply(factory);
            if (own != null && TYPE.matcher(own).matches()) {
                candidates.put(name, new Candidate<>(factory, own, name, location(type)));
                broken.remove(name);
            } else {
                broken(
                        name,
                        location(type),
                        "its type must be 1 to 40 lower-case letters, digits and dashes, but is "
                                + (own == null ? "null" : "'" + own + "'"));
            }
        } catch (ServiceConfigurationError e) {
            broken(name, location(type), "cannot be made: " + Fault.of(e.getCause() == null ? e : e.getCause()));
        } catch (Throwable e) { // a plug-in may throw anything, and must harm nobody else by it
            broken(name, location(type), "cannot tell its type: " + Fault.of(e));
        }
    }

    /** {@link ServiceLoader} does not always say which class an error is about, so those it did not give are looked at. */
    private void explainTheOthers(ClassLoader loader) {
        try {
            Iterator<URL> listings = loader.getResources("META-INF/services/" + service.getName())
                    .asIterator();
            for (int step = 0; step < MOST_STEPS && listings.hasNext(); step++) {
                explain(listings.next(), loader);
            }
        } catch (Exception | LinkageError e) {
            broken(loader.toString(), "", "this class loader cannot be searched: " + Fault.of(e));
        }
    }

    private void explain(URL listing, ClassLoader loader) {
        try {
            for (String name : names(listing)) {
                if (!candidates.containsKey(name) && !broken.containsKey(name)) {
                    broken(name, jar(listing), fault(name, loader));
                }
            }
        } catch (IOException e) {
            broken(listing.toString(), jar(listing), "cannot be read: " + Fault.of(e));
        }
    }

    private String fault(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (!service.isAssignableFrom(type)) {
                return "does not implement " + service.getName() + " of the heartbeat-api in use";
            }
            return type.getConstructor() + " cannot be called: its class must be public";
        } catch (NoSuchMethodException e) {
            return "has no public constructor without parameters";
        } catch (ClassNotFoundException e) {
            return "is named in META-INF/services, but there is no such class: the jar is incomplete";
        } catch (Throwable e) { // a class loader may throw anything
            return Fault.of(e);
        }
    }

    private static Set<String> names(URL listing) throws IOException {
        URLConnection connection = listing.openConnection();
        connection.setUseCaches(false); // or the jar stays open
        Set<String> names = new LinkedHashSet<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                names.add(line.replaceAll("#.*", "").strip());
            }
        }
        names.remove("");
        return names;
    }

    private void broken(String name, String location, String reason) {
        broken.putIfAbsent(name, new BrokenPlugin(name, location, reason));
    }

    /** The jar or module that holds a class, in short. */
    public static String location(Class<?> type) {
        Module module = type.getModule();
        if (module.isNamed()) {
            return "module " + module.getDescriptor().toNameAndVersion();
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? ""
                : lastPart(source.getLocation().getPath());
    }

    private static String jar(URL listing) {
        return lastPart(listing.getPath().replaceAll("!?/META-INF/services/.*", ""));
    }

    private static String lastPart(String path) {
        return path.replaceAll("/+$", "").replaceAll(".*/", "");
    }
}
