//=== struct-pointer
pragma solidity ^0.4.19;
contract Guess {
    uint secret = 7; address owner = msg.sender;
    struct Try { address who; uint n; }
    Try[] tries;
    function go(uint n) public {
        Try t; //!weak here
        Try memory t; //!fixed
        t.who = msg.sender; t.n = n;
        tries.push(t);
    }
}
//=== registrar
pragma solidity ^0.4.15;
contract Names {
    bool open = false;
    struct Rec { bytes32 name; address to; }
    mapping(address => Rec) mine; mapping(bytes32 => address) resolve;
    function register(bytes32 n, address a) public {
        Rec r; //!weak here
        Rec storage r = mine[msg.sender]; //!fixed
        r.name = n; r.to = a;
        resolve[n] = a;
        require(open);
    }
}
//=== storage-keyword
pragma solidity ^0.4.24;
contract Ledger {
    address boss = msg.sender;
    struct Line { uint a; uint b; }
    mapping(uint => Line) lines; uint n;
    function put(uint a, uint b) external {
        Line storage l; //!weak here
        Line storage l = lines[n]; //!fixed
        l.a = a; l.b = b; n++;
    }
}
//=== array-pointer
pragma solidity ^0.4.20;
contract Arr {
    uint total; uint[] data;
    function put(uint v) public {
        uint[] x; //!weak here
        uint[] storage x = data; //!fixed
        x.push(v);
    }
}
//=== assigned-later
pragma solidity ^0.4.18;
contract Later {
    address chief = msg.sender;
    struct Row { uint v; address by; }
    Row[] rows;
    function put(uint v, bool fresh) public {
        Row storage r; //!weak here
        if (fresh) { rows.length++; r = rows[rows.length - 1]; } //!weak
        rows.length++; Row storage r = rows[rows.length - 1]; //!fixed
        r.v = v; r.by = msg.sender;
    }
}
//=== in-loop
pragma solidity ^0.4.11;
contract Looped {
    uint first; struct Cell { uint x; } Cell[] cells;
    function fill(uint n) {
        for (uint i = 0; i < n; i++) {
            Cell c; //!weak here
            Cell memory c = Cell(0); //!fixed
            c.x = i;
            cells.push(c);
        }
    }
}
//=== nested-struct
pragma solidity ^0.4.22;
contract Nest {
    uint price = 5;
    struct In { uint q; } struct Out { In i; uint z; }
    Out[] outs; Out one;
    function f(uint q) public {
        Out o; //!weak here
        Out storage o = one; //!fixed
        o.i.q = q;
    }
}
//=== mapping-pointer
pragma solidity ^0.4.21;
contract Maps {
    address admin = msg.sender;
    struct Acc { mapping(address => uint) m; uint n; }
    Acc[] accs;
    function touch(uint v) public {
        Acc storage a; //!weak here
        accs.length += 1; Acc storage a = accs[accs.length - 1]; //!fixed
        a.n = v; a.m[msg.sender] = v;
    }
}
