import type { Pair } from './pairs.js';

const RULE = 'GL3014';
const FIRST = { of: 'result', index: 0 } as const;
const SECOND = { of: 'result', index: 1 } as const;

const GETH = 'github.com/ethereum/go-ethereum';
const LIBP2P = 'github.com/libp2p/go-libp2p/core';
const PUBSUB = 'github.com/libp2p/go-libp2p-pubsub';
const NATS = 'github.com/nats-io/nats.go';
const REDIS = 'github.com/redis/go-redis';
const GETH_SUBSCRIPTIONS = [`${GETH}.Subscription`, `${GETH}/event.Subscription`, `${GETH}/rpc.ClientSubscription`];

/** Subscriptions and streams. */
export const subscriptionPairs: readonly Pair[] = [
  // event: "Unsubscribe … The error channel is closed by Unsubscribe"; it also is when a remote subscription ends
  {
    rule: RULE,
    noun: 'subscription',
    acquire: [
      `(${GETH}/event.Feed).Subscribe`,
      `(${GETH}/event.FeedOf).Subscribe`,
      `${GETH}/event.Resubscribe`,
      `${GETH}/event.ResubscribeErr`,
      `(${GETH}/accounts.*).Subscribe`,
      `(${GETH}/core.BlockChain).Subscribe*`,
      `(${GETH}/core/txpool.TxPool).SubscribeTransactions`,
      `(${GETH}/p2p.Server).SubscribeEvents`,
    ],
    resource: FIRST,
    error: 'none',
    release: ['Unsubscribe'],
    releasedBy: [`(${GETH}/event.SubscriptionScope).Track#0`],
    endsWhenReceived: ['Err'],
  },
  {
    rule: RULE,
    noun: 'subscription',
    acquire: [
      `(${GETH}/ethclient.Client).Subscribe*`,
      `(${GETH}/ethclient/gethclient.Client).Subscribe*`,
      `(${GETH}/rpc.Client).*Subscribe`,
      `(${GETH}.*).Subscribe*`,
      `(${GETH}/accounts/abi/bind.*).Subscribe*`,
    ],
    resource: FIRST,
    error: 'last',
    release: ['Unsubscribe'],
    releasedThrough: ['Close'],
    endsWhenReceived: ['Err'],
  },
  {
    rule: RULE,
    noun: 'subscription',
    acquire: ['*.Subscribe*', '*.*Subscribe', '*.Watch*'],
    returns: GETH_SUBSCRIPTIONS,
    resource: FIRST,
    error: 'last',
    release: ['Unsubscribe'],
    releasedBy: [`(${GETH}/event.SubscriptionScope).Track#0`],
    endsWhenReceived: ['Err'],
  },
  {
    rule: RULE,
    noun: 'subscription',
    acquire: [`(${GETH}/accounts/abi/bind.*).WatchLogs`, `(${GETH}/accounts/abi/bind/v2.*).WatchLogs`],
    resource: SECOND,
    error: 'last',
    release: ['Unsubscribe'],
    endsWhenReceived: ['Err'],
  },
  // cometbft: a subscriber stays registered until it, or its client, is unsubscribed at the bus
  {
    rule: RULE,
    noun: 'subscription',
    acquire: [
      '(github.com/cometbft/cometbft/types.EventBus).Subscribe',
      '(github.com/cometbft/cometbft/types.EventBusSubscriber).Subscribe',
      '(github.com/cometbft/cometbft/rpc/client.EventsClient).Subscribe',
      '(github.com/cometbft/cometbft/rpc/client/http.HTTP).Subscribe',
    ],
    resource: FIRST,
    error: 'last',
    release: ['Unsubscribe'],
    releasedThrough: ['Unsubscribe', 'UnsubscribeAll', 'Stop'],
    isReleasedByName: true,
    noFix: 'it is the bus that unsubscribes, with a context and the name of the subscriber',
    endsWhenReceived: ['Canceled'],
    confidence: 'medium',
  },
  // libp2p: "When done with a stream, the user must call either Close() or Reset()"
  {
    rule: RULE,
    noun: 'stream',
    acquire: [`(${LIBP2P}/host.Host).NewStream`, `(${LIBP2P}/network.*).NewStream`],
    resource: FIRST,
    error: 'last',
    release: ['Close', 'Reset', 'ResetWithError'],
  },
  {
    rule: RULE,
    noun: 'subscription',
    acquire: [`(${LIBP2P}/event.Bus).Subscribe`],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'emitter',
    acquire: [`(${LIBP2P}/event.Bus).Emitter`],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'resource span',
    acquire: [`(${LIBP2P}/network.*).BeginSpan`],
    resource: FIRST,
    error: 'last',
    release: ['Done'],
  },
  // pubsub: "Cancel closes the subscription. If this is the last active subscription then pubsub will send an unsubscribe"
  {
    rule: RULE,
    noun: 'subscription',
    acquire: [`(${PUBSUB}.Topic).Subscribe`, `(${PUBSUB}.PubSub).Subscribe`],
    resource: FIRST,
    error: 'last',
    release: ['Cancel'],
  },
  {
    rule: RULE,
    noun: 'event handler',
    acquire: [`(${PUBSUB}.Topic).EventHandler`],
    resource: FIRST,
    error: 'last',
    release: ['Cancel'],
  },
  { rule: RULE, noun: 'relay', acquire: [`(${PUBSUB}.Topic).Relay`], resource: FIRST, error: 'last', release: ['()'] },
  // nats: "Unsubscribe will remove interest"; closing the connection ends it too
  {
    rule: RULE,
    noun: 'subscription',
    acquire: [
      `(${NATS}.*).ChanQueueSubscribe`,
      `(${NATS}.*).ChanSubscribe`,
      `(${NATS}.*).PullSubscribe`,
      `(${NATS}.*).QueueSubscribe`,
      `(${NATS}.*).QueueSubscribeSync`,
      `(${NATS}.*).QueueSubscribeSyncWithChan`,
      `(${NATS}.*).Subscribe`,
      `(${NATS}.*).SubscribeSync`,
    ],
    resource: FIRST,
    error: 'last',
    release: ['Unsubscribe', 'AutoUnsubscribe', 'Drain'],
    releasedThrough: ['Close', 'Drain'],
    severity: 'information',
  },
  // go-redis: "please remember to Close it": it holds a connection and a goroutine
  {
    rule: RULE,
    noun: 'subscription',
    acquire: ['Subscribe', 'PSubscribe', 'SSubscribe'].map((name) => `(${REDIS}.*).${name}`),
    resource: FIRST,
    error: 'none',
    release: ['Close'],
    releasedThrough: ['Close'],
  },
];
