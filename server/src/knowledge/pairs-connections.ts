import type { Pair } from './pairs.js';

const RULE = 'GL3007';
const FIRST = { of: 'result', index: 0 } as const;

const GETH = 'github.com/ethereum/go-ethereum';
const REDIS = 'github.com/redis/go-redis';

/** Clients and connections of well-known modules: each holds connections and goroutines that read and write them. */
export const connectionPairs: readonly Pair[] = [
  // grpc: "The returned ClientConn should be closed"
  {
    rule: RULE,
    noun: 'connection',
    acquire: ['google.golang.org/grpc.Dial', 'google.golang.org/grpc.DialContext', 'google.golang.org/grpc.NewClient'],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'client',
    acquire: [
      `${GETH}/ethclient.Dial`,
      `${GETH}/ethclient.DialContext`,
      `${GETH}/rpc.Dial`,
      `${GETH}/rpc.DialContext`,
      `${GETH}/rpc.DialIO`,
      `${GETH}/rpc.DialIPC`,
      `${GETH}/rpc.DialOptions`,
      `${GETH}/rpc.DialStdIO`,
      `${GETH}/rpc.DialWebsocket`,
      `${GETH}/rpc.DialWebsocketWithDialer`,
    ],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
    // The client around a raw one closes it, but whoever made that can do so as well.
  },
  {
    rule: RULE,
    noun: 'client',
    acquire: [`${GETH}/rpc.DialInProc`],
    resource: FIRST,
    error: 'none',
    release: ['Close'],
  },
  // websocket: the connection; the response that comes with it has no body to close
  {
    rule: RULE,
    noun: 'connection',
    acquire: [
      'github.com/gorilla/websocket.NewClient',
      '(github.com/gorilla/websocket.Dialer).Dial',
      '(github.com/gorilla/websocket.Dialer).DialContext',
      '(github.com/gorilla/websocket.Upgrader).Upgrade',
      'github.com/gorilla/websocket.Upgrade',
    ],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'connection',
    acquire: ['github.com/coder/websocket', 'nhooyr.io/websocket'].flatMap((path) => [
      `${path}.Accept`,
      `${path}.Dial`,
    ]),
    resource: FIRST,
    error: 'last',
    release: ['CloseNow', 'Close'],
  },
  // go-redis: "It is rare to Close a Client, as the Client is meant to be long-lived and shared"
  {
    rule: RULE,
    noun: 'client',
    acquire: [
      'NewClient',
      'NewClusterClient',
      'NewFailoverClient',
      'NewFailoverClusterClient',
      'NewRing',
      'NewUniversalClient',
    ].map((name) => `${REDIS}.${name}`),
    resource: FIRST,
    error: 'none',
    release: ['Close', 'Shutdown'],
  },
  {
    rule: RULE,
    noun: 'connection',
    acquire: [`(${REDIS}.Client).Conn`],
    resource: FIRST,
    error: 'none',
    release: ['Close'],
  },
  // etcd: "Clients … should be closed when no longer needed … leaks goroutines"
  {
    rule: RULE,
    noun: 'client',
    acquire: ['New', 'NewFromURL', 'NewFromURLs'].map((name) => `go.etcd.io/etcd/client/v3.${name}`),
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'session',
    acquire: ['go.etcd.io/etcd/client/v3/concurrency.NewSession'],
    resource: FIRST,
    error: 'last',
    release: ['Close', 'Orphan'],
  },
  {
    rule: RULE,
    noun: 'connection',
    acquire: ['github.com/nats-io/nats.go.Connect'],
    resource: FIRST,
    error: 'last',
    release: ['Close', 'Drain'],
  },
  {
    rule: RULE,
    noun: 'host',
    acquire: ['github.com/libp2p/go-libp2p.New', 'github.com/libp2p/go-libp2p.NewWithoutDefaults'],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
];
