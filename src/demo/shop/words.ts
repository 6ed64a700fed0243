/** What the shop sells: kinds of things with their usual prices in euro, by category. */
export const KINDS = {
  tea: {
    'white tea': 14,
    'green tea': 11,
    'herbal tea': 9,
    'tea tin': 16,
    'tea cup': 18,
    teapot: 42,
    'tea strainer': 8,
    'tea towel': 10,
    'honey jar': 13,
    'tea tray': 34,
  },
  kitchen: {
    'mixing bowl': 29,
    'chopping board': 32,
    'pepper mill': 38,
    'bread tin': 27,
    'salt cellar': 17,
    casserole: 96,
    'coffee dripper': 36,
    'milk jug': 22,
    'knife block': 120,
    apron: 33,
    'spice rack': 54,
  },
  lighting: {
    'table lamp': 79,
    'floor lamp': 189,
    lantern: 39,
    'pendant lamp': 129,
    'reading light': 59,
    candle: 15,
    'candle holder': 24,
    'fairy lights': 26,
    'night light': 31,
  },
  textiles: {
    'wool throw': 89,
    cushion: 39,
    'bed linen': 119,
    rug: 219,
    'table runner': 36,
    'bath mat': 34,
    curtain: 74,
    napkins: 21,
    blanket: 65,
    quilt: 159,
  },
  garden: {
    'plant pot': 24,
    'watering can': 37,
    secateurs: 43,
    'bird house': 33,
    'seed set': 12,
    'garden bench': 249,
    trowel: 19,
    'rain gauge': 28,
    hammock: 99,
    'herb planter': 46,
    'garden gloves': 16,
  },
  stationery: {
    notebook: 14,
    'fountain pen': 58,
    'desk calendar': 19,
    'letter set': 17,
    'pencil case': 23,
    'wall planner': 26,
    'ink bottle': 15,
    'photo album': 35,
    'desk tray': 41,
    'sketch pad': 18,
  },
  bath: {
    'hand soap': 9,
    'bath towel': 32,
    'hand cream': 13,
    'bath salts': 16,
    'linen bag': 22,
    'soap dish': 18,
    bathrobe: 84,
    'face oil': 29,
    'wooden brush': 24,
    mirror: 110,
  },
  bags: {
    backpack: 98,
    'tote bag': 29,
    wallet: 52,
    'toilet bag': 36,
    'travel bag': 149,
    'key ring': 14,
    'laptop sleeve': 46,
    'shoulder bag': 115,
    'picnic basket': 72,
  },
} as const satisfies Record<string, Record<string, number>>;

/** A category of things. */
export type Category = keyof typeof KINDS;

/** The categories, in the order in which tastes count them. */
export const CATEGORIES = Object.keys(KINDS) as readonly Category[];

/** First words of titles: each belongs to one style. */
export const STYLES = {
  nordic: ['Fjord', 'Birch', 'Aurora', 'Drift', 'Winter', 'Polar', 'Tundra', 'Saga'],
  rustic: ['Barn', 'Meadow', 'Harvest', 'Millstone', 'Orchard', 'Hearth', 'Acorn', 'Thatch'],
  botanical: ['Fern', 'Willow', 'Clover', 'Juniper', 'Moss', 'Thistle', 'Ivy', 'Larch'],
  vintage: ['Parlour', 'Velvet', 'Rosewater', 'Gramophone', 'Sepia', 'Heirloom', 'Ballroom', 'Ribbon'],
  coastal: ['Harbour', 'Pebble', 'Lagoon', 'Lighthouse', 'Heron', 'Tide', 'Regatta', 'Shell'],
  bold: ['Carnival', 'Comet', 'Mango', 'Neon', 'Tango', 'Zigzag', 'Pepper', 'Disco'],
} as const satisfies Record<string, readonly string[]>;

/** A style of things. */
export type Style = keyof typeof STYLES;

/** The styles, in the order in which tastes count them. */
export const STYLE_NAMES = Object.keys(STYLES) as readonly Style[];
