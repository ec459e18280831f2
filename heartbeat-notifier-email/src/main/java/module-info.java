/** Sends notifications by e-mail. */
module io.heartbeat.notifier.email {
    requires transitive io.heartbeat.api;
    requires org.eclipse.angus.mail.smtp;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports io.heartbeat.notifier.email;

    provides io.heartbeat.spi.NotifierFactory with
            io.heartbeat.notifier.email.EmailFactory;
}
