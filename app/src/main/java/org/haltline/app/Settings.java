package org.haltline.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.haltline.bank.iso.orders.IsoOptions;
import org.haltline.bank.tx.IdTypes;
import org.haltline.bank.tx.TxOptions;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.haltline.telecom.smpp.SmppReach;

/// The one configuration file, typed. Every value has a default that runs on one machine with
/// nothing installed; times are ISO 8601 durations (`PT5M`), sizes are bytes.
@ConfigMapping(prefix = "haltline")
public interface Settings {

  Centre centre();

  Storage storage();

  Redis redis();

  Http http();

  Sessions sessions();

  Lists lists();

  Lookups lookups();

  Bus bus();

  Law law();

  Dispatch dispatch();

  Seals seals();

  Papers papers();

  /// The key that signs every order; where it is not said the house makes one in its keys folder.
  Optional<Signing> signing();

  /// The mailbox of the national police-bank messages; there as soon as a channel is of type TX.
  Optional<Mailbox> tx();

  /// Our side of the ISO 20022 messages; there as soon as a channel is of type ISO20022.
  Optional<IsoHouse> iso();

  /// Who may call the API until people sign in.
  List<Token> tokens();

  /// How each institution is reached. One that the directory knows and that is not listed here
  /// stands on its desk.
  List<Reach> institutions();

  /// The centre: its letters in case numbers, its name on the screen, its own time.
  interface Centre {
    @WithDefault("QY")
    String id();

    @WithDefault("青屿市反诈中心")
    String nameZh();

    @WithDefault("Qingyu Anti-Fraud Centre")
    String nameEn();
  }

  interface Storage {
    /// The journal (when Redis is ours), files by their SHA-256, the sandboxes' books.
    @WithDefault("haltline-data")
    Path data();

    /// The index of suspects, of each console its own; empty for `search` in the data folder.
    Optional<Path> search();

    /// The centre's key and the seals' signing key; must lie outside the data folder.
    @WithDefault("haltline-keys")
    Path keys();

    /// Where seals are copied to, outside Redis; another disk or machine is best.
    @WithDefault("haltline-witness")
    Path witness();
  }

  interface Redis {
    /// Of a Redis that is not ours; empty starts the one that ships with Haltline.
    Optional<String> url();

    /// The name it asks for with the password; empty for the default user.
    Optional<String> user();

    /// Best left out of the file: `HALTLINE_REDIS_PASSWORD` in the environment sets it as well.
    Optional<String> password();

    /// A file that holds the password and nothing else, such as a mounted secret.
    Optional<Path> passwordFile();

    /// How many replicas must have a write before it is acknowledged.
    @WithDefault("0")
    int replicas();

    @WithDefault("PT2S")
    Duration replicaTimeout();

    @WithDefault("PT3S")
    Duration commandTimeout();

    /// Memory of the Redis that is ours, in MB; when it is full, new reports are refused and
    /// nothing is lost. 0: half of the machine's memory.
    @WithDefault("0")
    int memoryMaxMb();
  }

  interface Http {
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("8460")
    int port();

    @WithDefault("262144")
    int bodyBytesMax();

    /// Certificate and key in PEM; both or none.
    Optional<Path> tlsCertificate();

    Optional<Path> tlsKey();
  }

  /// How long people stay signed in at their desks.
  interface Sessions {
    /// Nobody has touched the desk for so long: it asks for the password, and keeps what lies on
    /// it.
    @WithDefault("PT15M")
    Duration idleLock();

    /// Whatever happens, they sign in anew after so long: a shift.
    @WithDefault("PT12H")
    Duration longest();
  }

  /// Lists that people bring in.
  interface Lists {
    /// Of one list, 1 GiB; it lies on disk up to three times while it is taken in.
    @WithDefault("1073741824")
    long bytesMax();
  }

  /// How fast one person may look people up, so that nobody carries away whom the house knows. A
  /// search, an entry of a list and a pasted text count as one, a file as a hundred.
  interface Lookups {
    /// So many come back each second,
    @WithDefault("20")
    int perSecond();

    /// and so many may be saved up.
    @WithDefault("600")
    int atOnce();
  }

  /// How the processes of one centre find each other.
  interface Bus {
    @WithDefault("false")
    boolean clustered();

    /// Whether a process that runs a part of the house may do without the others: no order is
    /// carried out where nobody runs the adapters.
    @WithDefault("false")
    boolean alone();

    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("5701")
    int port();

    /// 0 takes any free one.
    @WithDefault("0")
    int busPort();

    /// `host:port` of the others, this one included or not.
    Optional<List<String>> members();
  }

  interface Law {
    /// A rulebook in YAML; empty takes that of China.
    Optional<Path> rulebook();

    /// Accounts, numbers and names that may never be ordered on.
    Optional<Path> protectedList();

    /// Institutions and routes; empty takes those that ship.
    Optional<Path> directory();

    /// Card prefixes in CSV that count before those that ship: `prefix,bank` or
    /// `prefix,bank,length`.
    Optional<Path> cardBins();

    /// Number segments in CSV that count before those that ship: `prefix,carrier`.
    Optional<Path> numberRanges();
  }

  interface Dispatch {
    /// An answer that takes longer is unknown: journalled as such, and asked for. Not shorter, for
    /// on a busy machine each timeout is one more fact and one more call.
    @WithDefault("PT5S")
    Duration replyTimeout();

    /// A person is asked after this long without any answer,
    @WithDefault("PT1M")
    Duration deskAfter();

    /// and not before so many attempts.
    @WithDefault("4")
    int attemptsMin();

    /// Where institutions post answers that come later than the call.
    @WithDefault("127.0.0.1")
    String feedbackHost();

    /// Empty: the one after the API's, or any free one where the API takes any. Institutions are
    /// told it with every order, so it should outlive a restart; 0 takes any free one, and an
    /// answer that comes late over a restart then has to be asked for.
    OptionalInt feedbackPort();

    /// That address as institutions reach it, such as a gate before it; empty: host and port.
    Optional<URI> feedbackUrl();

    /// What is shown to institutions that are reached by plain JSON, and to those that post late
    /// answers. Nothing at all: plain HTTP, on the loopback only.
    Optional<Certificates> tls();

    @WithDefault("128")
    int inFlightMax();

    @WithDefault("10000")
    int waitingMax();

    @WithDefault("PT3S")
    Duration drainEvery();

    @WithDefault("PT1S")
    Duration deadlinesEvery();
  }

  /// The documents of orders.
  interface Papers {
    /// A TrueType font (.ttf) with Chinese to write them in; empty takes the one that ships.
    Optional<Path> font();
  }

  /// A key that signs orders. It stands in a file of its own, never here.
  interface Signing {
    /// ED25519.
    Optional<OrderKeys.Algorithm> algorithm();

    /// The private key in PEM (PKCS#8),
    Optional<Path> key();

    /// or in a PKCS#12 file,
    Optional<Path> keyStore();

    /// whose password stands in this file, and nothing else.
    Optional<Path> keyStorePasswordFile();
  }

  /// Our certificate and key, never in the configuration itself.
  interface OwnKey {
    /// Both in one PKCS#12 file,
    Optional<Path> keyStore();

    /// and the file that holds its password and nothing else;
    Optional<Path> keyStorePasswordFile();

    /// or both in PEM.
    Optional<Path> certificate();

    Optional<Path> key();
  }

  /// What is shown to institutions, and whom we trust. Nothing at all: plain HTTP, on the loopback
  /// only.
  interface Certificates extends OwnKey {
    /// The authorities that sign institutions' certificates, in PEM. That of a bank of TX or ISO
    /// 20022 messages bears its number as common name.
    Optional<Path> trusted();
  }

  /// Where banks come for their messages, and in whose name those go out. What has a default is
  /// optional here, for a default of its own would make every house have a mailbox.
  interface Mailbox extends Certificates {
    /// 127.0.0.1.
    Optional<String> host();

    /// 8462; 0 takes any free one.
    OptionalInt port();

    /// 8 MiB.
    OptionalInt messageBytesMax();

    /// The unit's number, 12 digits, and its name.
    String organisation();

    String name();

    /// The key that signs these messages, such as one of SM2; where it is not said, the one that
    /// signs everything.
    Optional<Signing> signing();

    Officer operator();

    Officer investigator();
  }

  /// Where banks post their ISO 20022 messages, and in whose name ours go out.
  interface IsoHouse extends Certificates {
    /// 127.0.0.1.
    Optional<String> host();

    /// 8463; 0 takes any free one.
    OptionalInt port();

    /// The centre's number, at most 35 characters, and its name.
    String organisation();

    String name();

    /// The RSA key that signs; empty takes the one that is shown to banks.
    Optional<OwnKey> signing();

    /// A folder with ISO's schemas of all messages that are spoken; without it nothing is
    /// validated.
    Optional<Path> schemas();
  }

  interface Officer {
    /// RESIDENT_ID.
    Optional<IdTypes.Type> idType();

    String idNumber();

    String name();

    /// A scan of the officer's id, .jpg or .pdf, for banks that demand it with a stop.
    Optional<Path> idScan();

    /// Of the operator at least: where the bank rings back.
    Optional<String> phone();
  }

  interface Seals {
    @WithDefault("PT1M")
    Duration every();
  }

  interface Token {
    /// SHA-256 of the token, in hex: the token itself stands nowhere.
    String sha256();

    String id();

    String name();

    Set<Role> roles();

    Optional<String> institution();

    Optional<String> unit();

    Optional<PoliceUnit.Level> unitLevel();
  }

  interface Reach {
    String id();

    /// In order of preference; the desk is always the last.
    List<ChannelSettings> channels();

    OptionalInt connectionsMax();
  }

  interface ChannelSettings {
    ChannelType type();

    Optional<String> url();

    /// Of a channel of type TX.
    Optional<TxChannel> tx();

    /// Of a channel of type ISO20022.
    Optional<IsoChannel> iso();

    /// Of a channel of type RPZ.
    Optional<RpzChannel> rpz();

    /// Of a channel of type SMPP.
    Optional<SmppChannel> smpp();

    /// Of a channel of type TMF.
    Optional<TmfChannel> tmf();
  }

  /// A carrier that is reached by TM Forum's interfaces. Addresses end without a slash.
  interface TmfChannel {
    /// TMF641, such as https://carrier.example/tmf-api/serviceOrdering/v4;
    Optional<URI> orderingUrl();

    /// TMF640, where there is no ordering, such as …/serviceActivationConfiguration/v4;
    Optional<URI> activationUrl();

    /// CAMARA's subscription status; without it an order is done by the carrier's word alone.
    Optional<URI> statusUrl();

    /// Where a token is had for client-id and client-secret; empty where none is asked for.
    Optional<URI> tokenUrl();

    Optional<String> clientId();

    /// A file that holds the secret and nothing else.
    Optional<Path> clientSecretFile();

    Optional<String> scope();
  }

  /// A message centre by which people are warned.
  interface SmppChannel {
    /// The loopback, where a tunnel ends; elsewhere only with private-line.
    String host();

    /// Whether nobody else can listen on the way to the host, for SMPP is not encrypted; no.
    Optional<Boolean> privateLine();

    /// 2775.
    OptionalInt port();

    String systemId();

    /// A file that holds the password and nothing else.
    Optional<Path> passwordFile();

    Optional<String> systemType();

    /// The number or name that warnings come from.
    String sender();

    /// The number that a person rings to check a warning's proof code; the sender where it is one.
    Optional<String> hotline();

    /// ZH.
    Optional<SmppReach.Language> language();

    /// Whether a warning stands on the screen at once and is kept nowhere; no.
    Optional<Boolean> flash();

    /// 2; warnings to one number within 24 hours, at most 5.
    OptionalInt perDayMax();

    /// PT30M; between two warnings to one number.
    Optional<Duration> pause();

    /// 16; messages that may wait for their acknowledgement at once.
    OptionalInt window();

    /// PT30S; how often a silent line is asked for a sign of life.
    Optional<Duration> enquireEvery();
  }

  /// A response policy zone in which domains are blocked.
  interface RpzChannel {
    /// The primary server, which takes updates: `host` or `host:port`.
    String server();

    String zone();

    /// The TSIG key's name as the server knows it.
    String key();

    /// HMAC-SHA256.
    Optional<String> algorithm();

    /// A file that holds the key's secret in Base64 and nothing else.
    Optional<Path> secretFile();

    /// Resolvers that must serve a change before its order counts as done.
    Optional<List<String>> followers();

    /// PT5M; how often blocks whose term is over are taken out.
    Optional<Duration> sweepEvery();
  }

  /// One bank that is reached by ISO 20022 messages.
  interface IsoChannel {
    String bic();

    /// Where messages are posted: https, or http to the loopback.
    String url();

    /// The certificate, in PEM, whose signature on its messages is believed; no other is.
    Path certificate();

    /// What a payment's reference is to it: TRANSACTION_ID.
    Optional<IsoOptions.Reference> reference();

    /// The law on which questions are asked, at most 35 characters.
    Optional<String> basis();

    /// P30D; how far back a question about an account looks.
    Optional<Duration> look();

    /// PT1M; a message that is not answered is posted again.
    Optional<Duration> againAfter();
  }

  /// One bank that is reached by the national police-bank messages; what banks disagree in.
  interface TxChannel {
    /// 12 digits.
    String bankId();

    String bankName();

    /// TWO_DECIMALS.
    Optional<TxOptions.Amounts> amounts();

    /// BY_QUERY.
    Optional<TxMailboxes.IdTable> idTypes();

    /// Whether a field that is not known is written as an empty element (it is) or left out.
    Optional<Boolean> emptyElements();

    /// 0100.
    Optional<String> applicationPrefix();

    /// 01.
    Optional<String> caseType();

    /// P30D; how far back a question about an account looks.
    Optional<Duration> look();

    /// P7D; how long a watch on an account stands.
    Optional<Duration> watch();

    /// Whether it refuses a stop or a freeze without its papers: these then go with the order. A
    /// stop needs the scans of both officers' ids; without them it goes to the bank's desk.
    Optional<Boolean> demandsPapers();

    /// Whether our signature stands behind each message; no, for a bank's own program expects a
    /// message and nothing else on a line. It is kept as evidence either way.
    Optional<Boolean> showsSignature();

    /// PT2M; a bank that has not fetched for so long counts as silent.
    Optional<Duration> fetchWithin();

    /// PT1M; a message that was fetched and not answered is laid out again.
    Optional<Duration> againAfter();
  }

  /// What an institution's channel speaks.
  enum ChannelType {
    /// The plain JSON that the sandboxes speak.
    HTTP,
    /// The national police-bank messages, in a mailbox.
    TX,
    /// ISO 20022, signed and posted.
    ISO20022,
    /// Domains in a response policy zone, by DNS update.
    RPZ,
    /// Warnings as text messages.
    SMPP,
    /// TM Forum's service orders.
    TMF,
    DESK
  }
}
