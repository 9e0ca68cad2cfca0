// A real mail server for the tests: says what it got as lines of JSON. What it refuses is told by the recipient's name.
const { SMTPServer } = require('smtp-server');
const options = JSON.parse(process.env.MAIL_SERVER);
const say = (what) => process.stdout.write(JSON.stringify(what) + '\n');
const fail = (code, text) => Object.assign(new Error(text), { responseCode: code });
let drops = 0;

const server = new SMTPServer({
    secure: options.secure,
    key: options.key,
    cert: options.cert,
    // An old server: what it offers nobody should take.
    ...(options.newestTls && { minVersion: 'TLSv1', maxVersion: options.newestTls, ciphers: 'ALL:@SECLEVEL=0' }),
    size: options.size,
    authMethods: options.authMethods,
    authOptional: !options.user,
    disabledCommands: options.disabled,
    hideSMTPUTF8: options.plain,
    hide8BITMIME: options.plain,
    hideDSN: options.plain,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth(auth, session, done) {
        if (auth.username === options.user && auth.password === options.password) {
            return done(null, { user: auth.username });
        }
        return done(fail(535, 'Bad credentials'));
    },
    onMailFrom(address, session, done) {
        return address.address.startsWith('prohibit') ? done(fail(550, 'Not you')) : done();
    },
    onRcptTo(address, session, done) {
        if (address.address.startsWith('rebutjada')) {
            return done(fail(550, 'No such mailbox'));
        }
        if (address.address.startsWith('despres') && ++drops <= 2) {
            return done(fail(451, 'Try again later'));
        }
        return done();
    },
    onData(stream, session, done) {
        const chunks = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        stream.on('end', () => {
            const recipient = session.envelope.rcptTo[0];
            if (recipient.address.startsWith('talla')) {
                // Has it all, and hangs up without an answer.
                say({ got: true, to: recipient.address, data: Buffer.concat(chunks).toString('base64') });
                return server.connections.forEach((c) => c._socket.destroy());
            }
            if (recipient.address.startsWith('contingut')) {
                return done(fail(554, 'Content refused'));
            }
            say({
                got: true,
                to: recipient.address,
                from: session.envelope.mailFrom.address,
                args: session.envelope.mailFrom.args,
                secure: session.secure,
                user: session.user || null,
                dsn: session.envelope.dsn || null,
                data: Buffer.concat(chunks).toString('base64'),
            });
            return done(null, 'Taken');
        });
    },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
