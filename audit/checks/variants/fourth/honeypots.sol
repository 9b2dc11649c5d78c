//=== multiply-wins
pragma solidity ^0.4.18;
contract Gift {
    function () payable public {}
    function win(address to) payable public { //!here
        if (msg.value > this.balance) { //!weak here
        if (msg.value >= 1 ether && to == msg.sender) { //!fixed
            to.transfer(this.balance + msg.value); //!weak here
            to.transfer(msg.value); //!fixed
        }
    }
}
//=== quiz-hidden
pragma solidity ^0.4.20;
contract Quiz {
    bytes32 key; bool set_; address who; string public question;
    function start(string q, string a) public payable { if (key == 0x0) { key = keccak256(a); question = q; who = msg.sender; } } //!weak
    function Quiz(string q, bytes32 k) public payable { key = k; question = q; who = msg.sender; } //!fixed
    function guess(string a) public payable { //!here
        if (key == keccak256(a) && msg.value >= 1 ether) msg.sender.transfer(this.balance); //!here
    }
    function change(string q, bytes32 k) public payable { if (msg.sender == who) { question = q; key = k; } } //!weak here
}
//=== log-helper
pragma solidity ^0.4.19;
contract Logger { event L(address a, uint v); function note(address a, uint v) public { emit L(a, v); } }
contract Bank {
    mapping(address => uint) bal; Logger log_;
    event Out(address a, uint v);
    function Bank(address l) public { log_ = Logger(l); } //!weak
    function put() public payable { bal[msg.sender] += msg.value; }
    function get(uint v) public { //!here
        if (v <= bal[msg.sender]) {
            if (msg.sender.call.value(v)()) { //!weak here
                bal[msg.sender] -= v; //!weak here
                log_.note(msg.sender, v); //!weak here
            } //!weak
            bal[msg.sender] -= v; //!fixed
            msg.sender.transfer(v); //!fixed
            Out(msg.sender, v); //!fixed
        }
    }
}
//=== two-owners
pragma solidity ^0.4.21;
contract Own { address owner; function Own() public { owner = msg.sender; } modifier mine { require(msg.sender == owner); _; } }
contract Pot is Own { //!here
    address owner; //!weak here
    address last; //!fixed
    function () public payable {}
    function buy() public payable { if (msg.value >= 1 ether) owner = msg.sender; } //!weak here
    function buy() public payable { if (msg.value >= 1 ether) last = msg.sender; } //!fixed
    function take() public mine { msg.sender.transfer(this.balance); } //!here
}
//=== endless-byte
pragma solidity ^0.4.16;
contract Double {
    function play() public payable {
        require(msg.value >= 1 ether);
        uint v = msg.value; uint sum;
        for (var i = 0; i < v * 2; i++) { sum = i * 2; if (sum < sum + 1 && i == 254) break; } //!weak here
        for (uint256 i = 0; i < v * 2; i += 1 ether) { sum = i * 2; if (i > 10 ether) break; } //!fixed
        msg.sender.transfer(sum);
    }
}
//=== far-right
pragma solidity ^0.4.18;
contract Cash {
    address o = msg.sender;
    function () public payable {}
    function out() public payable { //!here
        require(msg.value >= 1 ether);                                                                                                                                                                                                                                                                              if (msg.sender != o) { o.transfer(this.balance); return; } //!weak here
        require(msg.value >= 1 ether); if (msg.sender != o) return; //!fixed
        msg.sender.transfer(this.balance);
    }
}
//=== empty-literal
pragma solidity ^0.4.10;
contract Lit {
    address owner = msg.sender;
    function pay(address to, string note, uint v, address back) internal { if (bytes(note).length == 0) to.transfer(v); else back.transfer(v); }
    function put() public payable {
        if (msg.value > 1 ether) this.give(msg.sender, "", msg.value, owner); //!weak here
        if (msg.value > 1 ether) pay(msg.sender, "x", msg.value, owner); //!fixed
    }
    function give(address to, string note, uint v, address back) public { require(msg.sender == address(this)); pay(to, note, v, back); }
}
//=== struct-overwrites
pragma solidity ^0.4.19;
contract Num {
    uint secret = uint(keccak256(now)) % 10; uint public price = 1 ether; //!weak
    uint secret = 7; uint public price = 1 ether; //!fixed
    struct G { address p; uint n; } G[] list;
    function guess(uint n) public payable {
        require(msg.value >= price && n <= 10);
        G g; //!weak here
        G memory g; //!fixed
        g.p = msg.sender; g.n = n; list.push(g);
        if (n == secret) msg.sender.transfer(this.balance);
    }
}
