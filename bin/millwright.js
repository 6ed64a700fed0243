#!/usr/bin/env node
// Syntax of Node 12 on purpose: an old Node must get as far as the message below.
const node = process.versions.node.split('.').map(Number);

if (node[0] > 22 || (node[0] === 22 && node[1] >= 18)) start();
else startNewer();

function start() {
  muteWarning(/SQLite|execve/);
  if (process.argv[2] === 'serve') startBounded();
  stopOnClosedPipe();
  const answer = keepForAnswer(process.stdout);
  const signal = interrupts();

  import('node:module')
    .then(function (module) {
      module.enableCompileCache();
      return import('../dist/cli/main.js');
    })
    .catch(function (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/dist.cli.main\.js/.test(error.message)) throw error;
      console.error('millwright is not built here: dist/ is missing. Run: npm ci && npm run build');
      process.exit(1);
    })
    .then(function (program) {
      return program.main(process.argv.slice(2), surroundings(answer, signal));
    })
    .then(function (code) {
      // After a failed write the stream's own error ends the process.
      answer('', function (error) {
        if (!error) process.exit(code);
      });
    });
}

/** A clone has a Node of its own beside it, which goes on where this one is too old; an installed package has not, and says what it needs. */
function startNewer() {
  Promise.all([import('fs'), import('child_process'), import('url')]).then(function (modules) {
    const newer = new URL('../node_modules/node/bin/node' + (process.platform === 'win32' ? '.exe' : ''), import.meta.url);
    if (!modules[0].existsSync(newer)) {
      console.error(
        'millwright needs Node 22.18 or newer, and this is Node ' +
          process.versions.node +
          '. Install a newer one from https://nodejs.org and run the command again.',
      );
      process.exit(1);
    }
    const words = [modules[2].fileURLToPath(import.meta.url)].concat(process.argv.slice(2));
    const child = modules[1].spawn(modules[2].fileURLToPath(newer), words, { stdio: 'inherit' });
    function stop() {
      child.kill('SIGTERM');
    }
    process.on('SIGINT', function () {}); // the terminal tells the child as well
    process.on('SIGTERM', stop);
    if (process.env.npm_command) onOrphaned(stop);
    child.on('exit', function (code, signal) {
      process.exit(code === null ? (signal === 'SIGINT' ? 130 : 143) : code);
    });
  });
}

function surroundings(answer, signal) {
  return {
    out: function (text) {
      answer(text);
    },
    err: function (text) {
      process.stderr.write(text);
    },
    env: process.env,
    cwd: process.cwd(),
    terminal: {
      out: process.stdout.isTTY === true,
      err: process.stderr.isTTY === true,
      width: process.stdout.columns || process.stderr.columns || 100,
    },
    signal: signal,
  };
}

/** Aborted by the first Ctrl-C or SIGTERM, or when npx or `npm run` is gone; the second ends the process at once. */
function interrupts() {
  const controller = new AbortController();
  function stop() {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  }
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (process.env.npm_command)
    onOrphaned(function () {
      controller.abort(); // a stop that is under way goes on
    });
  return controller.signal;
}

/** npm hands a signal to the shell that it runs commands in, and that one ends without telling us. */
function onOrphaned(act) {
  const parent = process.ppid;
  const watch = setInterval(function () {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 500);
  watch.unref();
}

/**
 * Bounds a server's memory. Node takes bounds only as it starts, so this very process begins anew with them: 512 MB of heap, ten times what it needs; a
 * new space of fixed size, in which what a thousand rows leave behind dies young; one thread that optimises code, and one arena of the C library for all
 * threads, since what each of several holds never comes back. What the user bounds otherwise stays as it is; so does a process that another one
 * speaks with, whose channel would be lost.
 */
function startBounded() {
  const env = process.env;
  if (env.MILLWRIGHT_ONE_ARENA) {
    // Programs that the server starts, trainings above all, are not bound by this.
    delete env.MALLOC_ARENA_MAX;
    delete env.MILLWRIGHT_ONE_ARENA;
  }
  const given = process.execArgv.join(' ') + ' ' + (env.NODE_OPTIONS || '');
  const bounds = [
    '--max-old-space-size=512',
    '--min-semi-space-size=4',
    '--max-semi-space-size=4',
    '--concurrent-turbofan-max-threads=1',
  ].filter(function (bound) {
    return given.indexOf(bound.split('=')[0]) < 0;
  });
  if (bounds.length === 0 || !process.execve || process.platform === 'win32' || process.send) return;
  const command = [process.execPath].concat(process.execArgv, bounds, process.argv.slice(1));
  const oneArena = env.MALLOC_ARENA_MAX ? {} : { MALLOC_ARENA_MAX: '1', MILLWRIGHT_ONE_ARENA: '1' };
  try {
    process.execve(process.execPath, command, Object.assign({}, env, oneArena));
  } catch {
    // Without them a server works as well, in more memory.
  }
}

/** Node 22 calls its SQLite experimental on every start, and `execve`; both are used with tests. Other warnings stay. */
function muteWarning(features) {
  const emit = process.emitWarning;
  process.emitWarning = function (warning, kind) {
    const type = kind && kind.type ? kind.type : kind;
    if (type === 'ExperimentalWarning' && features.test(String(warning))) return;
    emit.apply(process, arguments);
  };
}

/** `millwright models | head` ends quietly when `head` has seen enough; nobody reading the progress stops no work. */
function stopOnClosedPipe() {
  process.stdout.on('error', function (error) {
    if (error.code === 'EPIPE') process.exit(0);
    console.error('the answer could not be written to standard output: ' + error.code);
    process.exit(1);
  });
  process.stderr.on('error', function () {});
}

/** Gives the way to write the answer. Whatever else writes to the stream, such as a `console.log` in a model's file, goes to standard error. */
function keepForAnswer(stream) {
  const write = stream.write.bind(stream);
  stream.write = process.stderr.write.bind(process.stderr);
  return write;
}
