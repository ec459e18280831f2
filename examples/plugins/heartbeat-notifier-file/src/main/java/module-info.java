import com.example.heartbeat.file.FileNotifierFactory;
import io.heartbeat.spi.NotifierFactory;

/** A notifier that appends to a file. */
module com.example.heartbeat.file {
    requires io.heartbeat.api;
    requires static org.jspecify;

    provides NotifierFactory with
            FileNotifierFactory;
}
